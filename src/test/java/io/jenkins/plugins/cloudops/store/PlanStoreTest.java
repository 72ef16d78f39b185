package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PlanStoreTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path plans;
    private PlanStore store;

    @Before
    public void begin() throws IOException {
        LocalBuild build = new LocalBuild("shop#1", folder.newFolder("build"));
        plans = build.getRootDir().toPath().resolve("cloudops/plans");
        store = PlanStore.of(build);
    }

    @Test
    public void aBuildWithoutPlansHasNoFiles() throws IOException {
        assertThat(store.isEmpty()).isTrue();
        assertThat(store.list()).isEmpty();
        assertThat(store.get("a1")).isNull();
        assertThat(plans).doesNotExist();
    }

    @Test
    public void everyFieldComesBack() throws IOException {
        StoredPlan plan = plan("a1", 1_700_000_000_123L, "", golden());
        store.save(plan);

        assertThat(store.isEmpty()).isFalse();
        assertThat(store.get("a1")).isEqualTo(plan);
        assertThat(store.list()).containsExactly(plan);
        assertThat(plans.toFile().list()).containsExactly("a1.json");
    }

    @Test
    public void aFailureComesBackWithoutASummary() throws IOException {
        StoredPlan plan = failed("a1", 5);
        store.save(plan);

        assertThat(store.get("a1")).isEqualTo(plan);
        assertThat(store.get("a1").succeeded()).isFalse();
    }

    @Test
    public void aPlanWithTheSameIdIsReplacedWhole() throws IOException {
        store.save(failed("a1", 5));
        StoredPlan plan = plan("a1", 5, "", golden());
        store.save(plan);

        assertThat(store.list()).containsExactly(plan);
        assertThat(plans.toFile().list()).containsExactly("a1.json");
    }

    @Test
    public void plansComeInTheOrderInWhichTheyBegan() throws IOException {
        store.save(failed("c", 2));
        store.save(failed("b", 3));
        store.save(failed("a", 3));
        store.save(failed("d", 1));

        assertThat(store.list()).extracting(StoredPlan::id).containsExactly("d", "c", "a", "b");
    }

    @Test
    public void whatThisVersionWroteIsReadByEveryLaterOne() throws IOException {
        put("k3x9.json", resource("stored-plan-1.json"));
        put("k3xa.json", resource("stored-failure-1.json"));
        StoredPlan plan = store.get("k3x9");

        assertThat(plan.name()).isEqualTo("shop in production");
        assertThat(plan.stack()).isEqualTo("stacks/shop");
        assertThat(plan.workspace()).isEqualTo("production");
        assertThat(plan.tool()).isEqualTo("terraform-1.11");
        assertThat(plan.toolVersion()).isEqualTo("1.11.4");
        assertThat(plan.node()).isEqualTo("agent-7");
        assertThat(plan.started()).isEqualTo(1_767_225_600_000L);
        assertThat(plan.duration()).isEqualTo(41_234);
        assertThat(plan.changes()).isTrue();
        assertThat(plan.digest()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(plan.kind()).isEmpty();
        assertThat(plan.failure()).isEmpty();
        assertThat(plan.summary()).isEqualTo(golden());
        StoredPlan failure = store.get("k3xa");
        assertThat(failure.started()).isEqualTo(1_767_225_600_001L);
        assertThat(failure.kind()).isEqualTo("configuration");
        assertThat(failure.failure()).isEqualTo("stack: there is no directory 'stacks/shop'.");
        assertThat(failure.succeeded()).isFalse();
        assertThat(failure.summary()).isNull();
    }

    @Test
    public void fieldsThatAreUnknownAreSkippedAndThoseThatAreMissingAreEmpty() throws IOException {
        put("a1.json", "{\"new\":{\"name\":\"wrong\",\"a\":[1]},\"id\":\"a1\",\"newer\":[{\"id\":\"wrong\"}],\"newest\":7,\"name\":\"right\",\"last\":null}");

        StoredPlan plan = store.get("a1");
        assertThat(plan.id()).isEqualTo("a1");
        assertThat(plan.name()).isEqualTo("right");
        assertThat(List.of(plan.stack(), plan.workspace(), plan.tool(), plan.toolVersion(), plan.node(), plan.digest(), plan.kind(), plan.failure()))
                .containsOnly("");
        assertThat(plan.started()).isZero();
        assertThat(plan.changes()).isFalse();
        assertThat(plan.summary()).isNull();
    }

    @Test
    public void aFileThatCannotBeReadIsLeftOutAndNamedInTheLog() throws IOException {
        store.save(failed("good", 1));
        for (String broken : List.of("", "{", "[]", "{\"id\":\"b\",\"started\":\"soon\"}", "{\"id\":\"b\",\"summary\":\"no JSON\"}", "{\"id\":\"b\"", "null")) {
            put("broken.json", broken);
            List<LogRecord> warnings = warningsOf(() -> assertThat(store.list()).as(broken).extracting(StoredPlan::id).containsExactly("good"));

            assertThat(warnings).as(broken).singleElement().satisfies(warning ->
                    assertThat(warning.getMessage()).isEqualTo("Cannot read the plan in " + plans.resolve("broken.json")));
        }
    }

    @Test
    public void otherFilesAreNoPlans() throws IOException {
        store.save(failed("a1", 1));
        put("a1.changes.jsonl.gz", "x");
        put("a2.new", "{}");

        assertThat(warningsOf(() -> assertThat(store.list()).hasSize(1))).isEmpty();
    }

    @Test
    public void anIdThatIsAPathFindsNothing() throws IOException {
        store.save(failed("a1", 1));
        Files.writeString(plans.resolveSibling("outside.json"), "{\"id\":\"outside\"}");
        for (String id : List.of("../outside", "..", "", "a1/../a1", "A1", "a1.json", "a\0", "/etc/passwd", "a".repeat(65), "\u0661")) {
            assertThat(store.get(id)).as(id).isNull();
        }
        assertThat(store.get("a1")).isNotNull();
    }

    @Test
    public void allChangesAreCopiedBesideThePlan() throws Exception {
        Path changes = Files.write(folder.newFile().toPath(), new byte[] {1, 2, 3});
        store.saveChanges("a1", new FilePath(changes.toFile()));

        assertThat(plans.resolve("a1.changes.jsonl.gz")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(store.list()).isEmpty();
    }

    private static List<LogRecord> warningsOf(Runnable action) {
        List<LogRecord> records = new ArrayList<>();
        Logger logger = Logger.getLogger(JsonFiles.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                    records.add(record);
                }
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            action.run();
        } finally {
            logger.setUseParentHandlers(true);
            logger.removeHandler(handler);
        }
        return records;
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(plans).resolve(name), text);
    }

    private static StoredPlan failed(String id, long started) {
        return plan(id, started, "denied", null);
    }

    private static StoredPlan plan(String id, long started, String kind, PlanSummary summary) {
        return new StoredPlan(id, "it's \"shop\" \u001b ü \uD83D\uDE80", "stacks/shop", "staging", "terraform-1.11", "1.11.4", "agent 7",
                started, 42_000, true, 1240, "ab12", kind, kind.isEmpty() ? "" : "It was " + kind + ".", summary);
    }

    private static PlanSummary golden() throws IOException {
        try (InputStream in = PlanSummary.class.getResourceAsStream("everything.json")) {
            return new PlanReader().read(in, Sink.none());
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PlanStoreTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
