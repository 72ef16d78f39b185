package io.jenkins.plugins.cloudops.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Saved plans with Jenkins's own key, over remoting, restarts and a new name. */
public class SavedPlansTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static byte[] plan() {
        byte[] plan = new byte[3_000_000];
        new Random(7).nextBytes(plan);
        byte[] secret = "hunter2".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(secret, 0, plan, 100, secret.length);
        return plan;
    }

    private static PlanOrigin origin(byte[] plan) throws Exception {
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plan));
        return PlanOrigin.read("{\"stack\":\"shop\",\"planDigest\":\"" + digest + "\"}");
    }

    private static FilePath agentFile(JenkinsRule jenkins, byte[] content) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FilePath file = agent.getRootPath().child("tfplan");
        file.copyFrom(new ByteArrayInputStream(content));
        return file;
    }

    private static byte[] read(FilePath file) throws Exception {
        try (var in = file.read()) {
            return in.readAllBytes();
        }
    }

    private static FreeStyleBuild build(JenkinsRule jenkins, String job) {
        return jenkins.jenkins.getItemByFullName(job, FreeStyleProject.class).getBuildByNumber(1);
    }

    @Test
    public void aPlanGoesToAnAgentAsItCameFromOneAfterARestartAndUnderANewName() throws Throwable {
        byte[] plan = plan();
        sessions.then(jenkins -> {
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("shop"));
            FilePath file = agentFile(jenkins, plan);
            PlanRequest request = PlanRequest.builder().vars(Map.of("password", "hunter2")).build();
            SavedPlans.of(build).save("a1", origin(plan), request, file, file, file, file);
            ErroredStates.of(build).save("b1", file);
            try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
                for (Path written : files.filter(Files::isRegularFile).toList()) {
                    assertFalse(written.toString(), Files.readString(written, StandardCharsets.ISO_8859_1).contains("hunter2"));
                }
            }
            assertTrue(Files.exists(jenkins.jenkins.getRootDir().toPath().resolve("secrets/" + SealedFile.class.getName() + ".key")));
        });
        sessions.then(jenkins -> {
            FreeStyleProject shop = jenkins.jenkins.getItemByFullName("shop", FreeStyleProject.class);
            shop.renameTo("renamed");
            SavedPlans plans = SavedPlans.of(build(jenkins, "renamed"));
            assertEquals("", plans.get("a1").reason());
            assertEquals("hunter2", plans.get("a1").request().vars().asMap().get("password"));
            FilePath target = agentFile(jenkins, new byte[] {1});
            plans.copyPlanTo("a1", target);
            assertArrayEquals(plan, read(target));
            plans.copyFilesTo("a1", target);
            assertArrayEquals(plan, read(target));
            try (var state = ErroredStates.of(build(jenkins, "renamed")).open("b1")) {
                assertArrayEquals(plan, state.readAllBytes());
            }
            assertEquals("renamed", PlanIndex.get().list().get(0).job());
        });
        sessions.then(jenkins -> {
            Files.delete(jenkins.jenkins.getRootDir().toPath().resolve("secrets/" + SealedFile.class.getName() + ".key"));
            SavedPlans plans = SavedPlans.of(build(jenkins, "renamed"));
            assertThat(plans.get("a1").reason(), containsString("the secrets directory of this Jenkins was replaced"));
            FilePath target = agentFile(jenkins, new byte[] {1});
            assertThrows(IOException.class, () -> plans.copyPlanTo("a1", target));
            assertFalse(target.exists());
        });
    }

    @Test
    public void anAgentWhoseFileIsAnotherOneIsRefused() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("shop"));
            FilePath file = agentFile(jenkins, new byte[] {1, 2, 3});
            IOException refused = assertThrows(IOException.class, () ->
                    SavedPlans.of(build).save("a1", origin(plan()), PlanRequest.builder().build(), file, null, null, file));
            assertThat(refused.getMessage(), containsString("is not the file that was made there"));
            assertThat(SavedPlans.of(build).get("a1").reason(), containsString("There is no saved plan a1 with shop#1."));
        });
    }
}
