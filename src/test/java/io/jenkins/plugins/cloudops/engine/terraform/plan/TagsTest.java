package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class TagsTest {

    @Test
    public void takesTheNamesOfBothMaps() throws IOException {
        assertThat(tags("{\"tags\": {\"Owner\": \"net\"}, \"tags_all\": {\"Owner\": \"net\", \"Env\": \"\"}}", "{}"))
                .isEqualTo(new Tags(true, Set.of("Owner", "Env"), Set.of(), false));
    }

    @Test
    public void aMapWithoutTagsIsAMap() throws IOException {
        assertThat(tags("{\"tags\": null}", "{}")).isEqualTo(new Tags(true, Set.of(), Set.of(), false));
        assertThat(tags("{\"tags\": {\"Owner\": null}}", "{}")).isEqualTo(new Tags(true, Set.of(), Set.of(), false));
    }

    @Test
    public void oneValueOrAllCanBeUnknown() throws IOException {
        assertThat(tags("{\"tags\": {}}", "{\"tags\": {\"Owner\": true}}")).isEqualTo(new Tags(true, Set.of(), Set.of("Owner"), false));
        assertThat(tags("{}", "{\"tags\": true}")).isEqualTo(new Tags(true, Set.of(), Set.of(), true));
    }

    @Test
    public void otherWaysToTagAreNone() throws IOException {
        assertThat(tags("{\"id\": 7}", "{}")).isEqualTo(Tags.NONE);
        assertThat(tags("{\"tags\": [\"a\"]}", "{\"tags\": [false]}")).isEqualTo(Tags.NONE);
        assertThat(tags("{\"tags\": null, \"labels\": {\"owner\": \"net\"}}", "{}")).isEqualTo(Tags.NONE);
        assertThat(tags("null", "{}")).isEqualTo(Tags.NONE);
    }

    private static Tags tags(String after, String unknown) throws IOException {
        List<Tags> seen = new ArrayList<>();
        String plan = GeneratedPlan.HEAD + "\"resource_changes\": [{\"address\": \"a.b\", \"type\": \"a\", \"mode\": \"managed\", \"change\": {"
                + "\"actions\": [\"create\"], \"before\": null, \"after\": " + after + ", \"after_unknown\": " + unknown + "}}]," + GeneratedPlan.TAIL;
        new PlanReader().read(new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)), Sink.none(),
                (address, type, mode, action, tags) -> seen.add(tags));
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }
}
