package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.PlanStoreTest;
import io.jenkins.plugins.cloudops.store.StoredGates;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PlanResultTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private StoredPlan plan;
    private Map<String, Object> result;

    @Before
    public void readAStoredPlan() throws Exception {
        LocalBuild build = new LocalBuild("shop#1", folder.newFolder());
        Path plans = Files.createDirectories(build.getRootDir().toPath().resolve("cloudops/plans"));
        try (InputStream in = PlanStoreTest.class.getResourceAsStream("stored-plan-1.json")) {
            Files.copy(in, plans.resolve("k3x9.json"));
        }
        plan = PlanStore.of(build).get("k3x9");
        result = PlanResult.of(plan, StoredGates.NONE);
    }

    @Test
    public void itHasEveryKeyThatIsPromised() {
        assertThat(result).containsKeys("id", "name", "stack", "workspace", "tool", "toolVersion", "changes", "create", "update", "delete", "replace",
                "import", "move", "forget", "read", "outputsChanged", "drift", "resources", "resourcesOmitted", "summary", "gates", "digest", "duration");
        assertThat(result).doesNotContainKeys("no-op", "importing", "unchanged");
    }

    @Test
    public void itHasTheFiguresOfThePlan() {
        PlanSummary summary = plan.summary();

        assertThat(result).containsEntry("id", "k3x9").containsEntry("name", "shop in production").containsEntry("workspace", "production")
                .containsEntry("changes", true).containsEntry("create", 2).containsEntry("update", 5).containsEntry("delete", 4)
                .containsEntry("replace", 3).containsEntry("import", 1).containsEntry("move", 1).containsEntry("forget", 1).containsEntry("read", 1)
                .containsEntry("outputsChanged", 4).containsEntry("drift", 0).containsEntry("resourcesOmitted", 0).containsEntry("duration", 41_234L);
        int sum = 0;
        for (String action : List.of("create", "update", "delete", "replace", "import", "move", "forget", "read")) {
            sum += (int) result.get(action);
        }
        assertThat(sum).as("actions are disjoint").isEqualTo(summary.counts().total());
    }

    @Test
    public void resourcesAreMapsOfTextTheDestructiveFirst() {
        Collection<?> resources = (Collection<?>) result.get("resources");

        assertThat(resources).hasSize(18).allSatisfy(resource ->
                assertThat(((Map<?, ?>) resource).keySet().toString()).isEqualTo("[address, type, action, reason]"));
        assertThat(resources.iterator().next().toString()).contains("action=delete");
    }

    @Test
    public void nothingOfItIsAClassOfOurs() {
        // Sandboxed Groovy may read plain values only, and a program that is resumed has to load them.
        assertPlain("result", result);
    }

    @Test
    public void itSurvivesARestart() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(result);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(result);
        }
    }

    private static void assertPlain(String where, Object value) {
        assertThat(value).as(where).isNotNull();
        assertThat(value.getClass()).as(where)
                .isIn(String.class, Integer.class, Long.class, Boolean.class, LinkedHashMap.class, ArrayList.class);
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> assertPlain(where + "." + key, element));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> assertPlain(where + "[]", element));
        }
    }
}
