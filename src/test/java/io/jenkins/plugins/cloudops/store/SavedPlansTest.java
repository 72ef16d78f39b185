package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class SavedPlansTest {

    private static final byte[] PLAN = "a plan with hunter2 in it ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    private static final byte[] FILES = "an archive with hunter2".getBytes(StandardCharsets.UTF_8);
    private static final PlanRequest REQUEST = PlanRequest.builder().stack("shop").vars(Map.of("password", "hunter2")).build();

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void aPlanComesBackByteForByteAfterARestart() throws Exception {
        plans().save("a1", origin(PLAN), REQUEST, agentFile("tfplan", PLAN), agentFile("files.zip", FILES), null, agentFile("actions", FILES));
        site.kill();
        site.boot(true);

        SavedPlan plan = plans().get("a1");
        assertThat(plan.isThere()).isTrue();
        assertThat(plan.reason()).isEmpty();
        assertThat(plan.id()).isEqualTo("a1");
        assertThat(plan.origin()).isEqualTo(origin(PLAN));
        assertThat(plan.request()).usingRecursiveComparison().isEqualTo(REQUEST);
        assertThat(plan.withFiles()).isTrue();
        assertThat(plan.toString()).doesNotContain("hunter2");
        FilePath target = target();
        plans().copyPlanTo("a1", target);
        assertThat(Path.of(target.getRemote())).hasBinaryContent(PLAN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(target.getRemote())))).isEqualTo("rw-------");
        plans().copyFilesTo("a1", target);
        assertThat(Path.of(target.getRemote())).hasBinaryContent(FILES);
    }

    @Test
    public void nothingOfItIsInClearOnTheController() throws Exception {
        plans().save("a1", origin(PLAN), REQUEST, agentFile("tfplan", PLAN), agentFile("files.zip", FILES), null, agentFile("actions", FILES));

        assertThat(names()).containsExactlyInAnyOrder("a1.tfplan.sealed", "a1.files.sealed", "a1.actions.sealed", "a1.origin.sealed");
        site.assertNowhere("hunter2");
    }

    @Test
    public void aPlanNeedsNoFiles() throws Exception {
        save("a1");

        assertThat(names()).containsExactlyInAnyOrder("a1.tfplan.sealed", "a1.actions.sealed", "a1.origin.sealed");
        assertThat(plans().get("a1").withFiles()).isFalse();
        assertThat(PlanStore.of(site.build()).list()).isEmpty();
    }

    @Test
    public void aPlanThatWasNeverSavedSaysSo() throws Exception {
        save("a1");
        for (String id : List.of("a2", "../a1", "", "A1")) {
            SavedPlan none = plans().get(id);

            assertThat(none.isThere()).isFalse();
            assertThat(none.reason()).isEqualTo("There is no saved plan " + id + " with folder/shop #1#1. Check the id, and that the plan was to be saved.");
            assertThat(none.origin()).isEqualTo(PlanOrigin.NONE);
        }
        FilePath target = target();
        assertThatThrownBy(() -> plans().copyPlanTo("a2", target)).hasMessageStartingWith("There is no saved plan a2 ");
        assertThat(Path.of(target.getRemote())).doesNotExist();
    }

    @Test
    public void aPlanThatWasDroppedSaysWhy() throws Exception {
        save("a1");
        plans().drop("a1", "It was too old.");

        assertThat(plans().get("a1").reason()).isEqualTo("It was too old.");
        assertThat(names()).containsExactly("a1.dropped");
        plans().drop("a1", "It was dropped twice.");
        plans().drop("a1");
        assertThat(plans().get("a1").reason()).isEqualTo("It was too old.");
        save("a1");
        assertThat(plans().get("a1").isThere()).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("a1.tfplan.sealed", "a1.actions.sealed", "a1.origin.sealed");
    }

    @Test
    public void aPlanThatWasAlteredIsNeverCopied() throws Exception {
        save("a1");
        alter("a1.tfplan.sealed");
        FilePath target = target();

        assertThatThrownBy(() -> plans().copyPlanTo("a1", target)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("a1.tfplan.sealed cannot be opened: it was altered or cut short");
        assertThat(Path.of(target.getRemote())).doesNotExist();
        alter("a1.origin.sealed");
        assertThat(plans().get("a1").reason()).isEqualTo("The saved plan a1 of folder/shop #1#1 cannot be used: a1.origin.sealed cannot be opened:"
                + " it was altered or cut short, belongs to something else, or the secrets directory of this Jenkins was replaced."
                + " Make what it had again, such as the plan.");
    }

    @Test
    public void partsOfAnotherPlanOrBuildDoNotOpen() throws Exception {
        save("a1");
        save("a2");
        Path plans = directory();
        Files.copy(plans.resolve("a1.origin.sealed"), plans.resolve("a3.origin.sealed"));
        assertThat(plans().get("a3").reason()).contains("belongs to something else");

        Files.move(plans.resolve("a2.tfplan.sealed"), plans.resolve("a1.files.sealed"));
        Files.copy(plans.resolve("a1.files.sealed"), plans.resolve("a2.files.sealed"));
        assertThatThrownBy(() -> plans().copyFilesTo("a2", target())).hasMessageContaining("belongs to something else");

        LocalBuild other = new LocalBuild("folder/shop #1#2", site.home().resolve("builds/2").toFile());
        Path others = Files.createDirectories(other.getRootDir().toPath().resolve("cloudops/plans"));
        for (String name : List.of("a1.tfplan.sealed", "a1.actions.sealed", "a1.origin.sealed")) {
            Files.copy(plans.resolve(name), others.resolve(name));
        }
        assertThat(SavedPlans.of(other).get("a1").reason()).contains("belongs to something else");
        assertThat(plans().get("a1").isThere()).isTrue();
    }

    @Test
    public void aPlanStaysWithItsBuildWhenTheJobGetsAnotherName() throws Exception {
        save("a1");
        LocalBuild renamed = new LocalBuild("elsewhere/shop#1", site.build().getRootDir());

        assertThat(SavedPlans.of(renamed).get("a1").isThere()).isTrue();
    }

    @Test
    public void aPlanThatIsNotTheOneThatWasMadeIsNotSaved() throws Exception {
        FilePath other = agentFile("tfplan", FILES);

        assertThatThrownBy(() -> plans().save("a1", origin(PLAN), REQUEST, other, null, null, agentFile("actions", FILES))).isInstanceOf(IOException.class)
                .hasMessageStartingWith(other.getRemote() + " is not the file that was made there, or was cut off on its way.");
        assertThat(names()).isEmpty();
    }

    @Test
    public void whatCannotBeSavedWholeLeavesNothing() throws Exception {
        FilePath missing = site.agent().file(site.workspace().resolve("none.zip").toString());
        assertThatThrownBy(() -> plans().save("a1", origin(PLAN), REQUEST, agentFile("tfplan", PLAN), missing, null, agentFile("actions", FILES))).isInstanceOf(IOException.class);
        assertThat(names()).isEmpty();

        FilePath plan = agentFile("tfplan", PLAN);
        site.agent().disconnect();
        assertThatThrownBy(() -> plans().save("a1", origin(PLAN), REQUEST, plan, null, null, agentFile("actions", FILES))).isInstanceOf(IOException.class);
        assertThat(names()).isEmpty();
        assertThat(plans().get("a1").reason()).startsWith("There is no saved plan a1 ");
    }

    @Test
    public void filesThatAreTooLargeAreRefusedBeforeAnythingIsCopied() throws Exception {
        save("a1");
        Path large = site.workspace().resolve("large.zip");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((60L << 20) + 1);
        }
        assertThatThrownBy(() -> plans().save("a1", origin(PLAN), REQUEST, agentFile("tfplan", PLAN), site.agent().file(large.toString()), null, agentFile("actions", FILES)))
                .hasMessage("What planning made takes 60 MB, and at most 50 MB are kept with a plan."
                        + " Make large archives before the plan, in a directory that the apply has, too.");
        assertThat(plans().get("a1").isThere()).isTrue();
    }

    @Test
    public void anAgentThatIsAwayGetsNothing() throws Exception {
        save("a1");
        FilePath target = target();
        site.agent().disconnect();

        assertThatThrownBy(() -> plans().copyPlanTo("a1", target)).isInstanceOf(IOException.class);
        assertThat(Path.of(target.getRemote())).isEmptyFile();
        assertThat(plans().get("a1").isThere()).isTrue();
    }

    @Test
    public void aStateThatWasLeftBehindIsKeptUntilItIsRecovered() throws Exception {
        ErroredStates states = ErroredStates.of(site.build());
        assertThat(states.exists("b1")).isFalse();
        assertThatThrownBy(() -> states.open("b1")).hasMessage(
                "There is no state b1 with folder/shop #1#1. It was recovered already, or never left behind.");
        states.save("b1", agentFile("errored.tfstate", PLAN));
        plans().drop("b1", "a plan with the same id");
        site.kill();
        site.boot(true);

        ErroredStates after = ErroredStates.of(site.build());
        assertThat(after.exists("b1")).isTrue();
        assertThat(after.exists("../b1")).isFalse();
        try (InputStream in = after.open("b1")) {
            assertThat(in.readAllBytes()).isEqualTo(PLAN);
        }
        site.assertNowhere("hunter2");
        after.drop("b1");
        assertThat(after.exists("b1")).isFalse();
        assertThat(names()).isEmpty();
    }

    private SavedPlans plans() {
        return SavedPlans.of(site.build());
    }

    private void save(String id) throws Exception {
        plans().save(id, origin(PLAN), REQUEST, agentFile("tfplan", PLAN), null, null, agentFile("actions", FILES));
    }

    private Path directory() {
        return site.build().getRootDir().toPath().resolve("cloudops/plans");
    }

    private List<String> names() {
        String[] names = directory().toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private void alter(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(directory().resolve(name));
        bytes[bytes.length - 20] ^= 1;
        Files.write(directory().resolve(name), bytes);
    }

    private FilePath agentFile(String name, byte[] content) throws IOException {
        return site.agent().file(Files.write(site.workspace().resolve(name), content).toString());
    }

    private FilePath target() throws IOException {
        Path file = site.workspace().resolve("target");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return site.agent().file(file.toString());
    }

    private static PlanOrigin origin(byte[] plan) throws Exception {
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plan));
        return new PlanOrigin("shop", "/agent/ws/shop", "staging", "tofu", "1.10.6", PlanOrigin.NONE.sources(), PlanOrigin.NONE.state(), digest, false, 3);
    }
}
