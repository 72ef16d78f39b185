package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.local.Records;
import io.jenkins.plugins.cloudops.store.StoredApply.Approval;
import io.jenkins.plugins.cloudops.store.StoredApply.Outcome;
import io.jenkins.plugins.cloudops.store.StoredApply.Place;
import io.jenkins.plugins.cloudops.store.StoredApply.Plan;
import io.jenkins.plugins.cloudops.store.StoredApply.Resource;
import io.jenkins.plugins.cloudops.store.StoredApply.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ApplyStoreTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path applies;
    private ApplyStore store;

    @Before
    public void begin() throws IOException {
        LocalBuild build = new LocalBuild("shop#1", folder.newFolder("build"));
        applies = build.getRootDir().toPath().resolve("cloudops/applies");
        store = ApplyStore.of(build);
    }

    @Test
    public void aBuildWithoutAppliesHasNoFiles() throws IOException {
        assertThat(store.isEmpty()).isTrue();
        assertThat(store.list()).isEmpty();
        assertThat(store.get("a1")).isNull();
        assertThat(applies).doesNotExist();
    }

    @Test
    public void everyFieldComesBackForEveryOutcome() throws Exception {
        Files.createDirectories(applies);
        Files.writeString(applies.resolve("none.json"), "{}");
        Records.differ(apply("a1", 5, Outcome.STOPPED), store.get("none"));
        Files.delete(applies.resolve("none.json"));
        for (Outcome outcome : Outcome.values()) {
            StoredApply apply = apply("a1", 5, outcome);
            store.save(apply);

            assertThat(store.get("a1")).isEqualTo(apply);
            assertThat(store.list()).containsExactly(apply);
        }
        assertThat(store.get("a1").result().counts().keySet()).containsExactly("updated", "created");
        assertThat(applies.toFile().list()).containsExactly("a1.json");
    }

    @Test
    public void whatThisVersionWroteIsReadByEveryLaterOne() throws IOException {
        try (InputStream in = ApplyStoreTest.class.getResourceAsStream("stored-apply-1.json")) {
            Files.write(Files.createDirectories(applies).resolve("m4y8.json"), in.readAllBytes());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("created", 2);
        counts.put("updated", 0);
        counts.put("destroyed", 1);

        assertThat(store.get("m4y8")).isEqualTo(new StoredApply("m4y8", new Plan("k3x9", "team/plan#7", "ba78"),
                new Place("shop in production", "stacks/shop", "production", "terraform-1.11", "1.11.4", "agent-7"),
                1_767_225_600_000L, 41_234, new Result(Outcome.STOPPED, "stopped", "It was stopped.", counts),
                List.of(new Resource("terraform_data.a[\"x\"]", "create", "done", 41)), 3, "{\"url\":\"https://shop.example.com\"}",
                List.of("password"), List.of(new Approval("alex", 1_767_225_500_000L, "ba78")), "s3/bucket/key", true, true, "sam"));
    }

    @Test
    public void fieldsAndOutcomesThatAreUnknownDoNoHarm() throws IOException {
        Files.writeString(Files.createDirectories(applies).resolve("a1.json"),
                "{\"id\":\"a1\",\"outcome\":\"newer\",\"newer\":[{\"id\":\"wrong\"}],\"resources\":[1,{\"newer\":{}}],\"counts\":null}");

        StoredApply apply = store.get("a1");
        assertThat(apply.id()).isEqualTo("a1");
        assertThat(apply.result().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(apply.resources()).containsExactly(new Resource("", "", "", 0));
        assertThat(apply.errored()).isFalse();
    }

    @Test
    public void appliesComeInTheOrderInWhichTheyBegan() throws IOException {
        store.save(apply("b", 2, Outcome.APPLIED));
        store.save(apply("a", 2, Outcome.APPLIED));
        store.save(apply("c", 1, Outcome.APPLIED));
        Files.writeString(applies.resolve("broken.json"), "{");

        assertThat(store.list()).extracting(StoredApply::id).containsExactly("c", "a", "b");
    }

    @Test
    public void aThousandResourcesAreKeptAndTheOthersCounted() throws IOException {
        List<Resource> all = Collections.nCopies(StoredApply.MOST_RESOURCES + 5, new Resource("a", "create", "done", 1));
        StoredApply apply = apply("a1", 1, Outcome.APPLIED).with(all, 2, "", List.of());
        store.save(apply);

        assertThat(store.get("a1").resources()).hasSize(StoredApply.MOST_RESOURCES);
        assertThat(store.get("a1").omitted()).isEqualTo(7);
    }

    @Test
    public void anApplyGoesOn() {
        StoredApply begun = apply("a1", 1, Outcome.RUNNING);
        Result failed = new Result(Outcome.FAILED, "state", "The state could not be written.", Map.of());
        StoredApply ended = begun.with(failed, 77).leavingState();
        StoredApply plain = new StoredApply("a", begun.plan(), begun.place(), 1, 0, failed, List.of(), 0, "", List.of(), List.of(), "", false, false, "");

        assertThat(ended.result()).isEqualTo(failed);
        assertThat(ended.duration()).isEqualTo(77);
        assertThat(ended.approvals()).isEqualTo(begun.approvals());
        assertThat(plain.leavingState().errored()).isTrue();
        assertThat(plain.leavingState().recovered()).isFalse();
        assertThat(plain.recoveredBy("sam").recovered()).isTrue();
        assertThat(plain.recoveredBy("sam").confirmedBy()).isEqualTo("sam");
        assertThat(plain.recoveredBy("sam").errored()).isFalse();
    }

    @Test
    public void allResourcesAreCopiedBesideTheApply() throws Exception {
        Path resources = Files.write(folder.newFile().toPath(), new byte[] {1, 2, 3});
        store.saveResources("a1", new FilePath(resources.toFile()));

        assertThat(applies.resolve("a1.resources.jsonl.gz")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(store.list()).isEmpty();
    }

    private static StoredApply apply(String id, long started, Outcome outcome) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("updated", 7);
        counts.put("created", 2);
        return new StoredApply(id, new Plan("p1", "team/plan#7", "ab12"),
                new Place("it's \"shop\" ü", "stacks/shop", "staging", "tofu", "1.10.6", "agent 7"), started, 42_000,
                new Result(outcome, "denied", "It was denied.", counts), List.of(new Resource("a.b[\"c\"]", "create", "failed", 12)), 4,
                "{\"a\":[1]}", List.of("password", "key"), List.of(new Approval("alex", 3, "ab12"), new Approval("sam", 4, "ab12")),
                "s3/bucket/key", true, true, "sam");
    }
}
