package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.Records;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PlanOriginTest {

    @Test
    public void everythingComesBack() throws Exception {
        PlanOrigin origin = new PlanOrigin("stacks/it's \"shop\"", "/agent/ws/stacks/shop", "staging", "tofu", "1.10.6",
                new PlanOrigin.Sources("c0ffee", "7ree", "d1ff", Map.of("example.com/a/b", "1.2.3"), Map.of("a b.tfvars", "aa")),
                new PlanOrigin.State("s3", "s3/bucket/key", "0b-1c", 41), "ab12", true, 17);
        Records.differ(origin, PlanOrigin.NONE);

        assertThat(PlanOrigin.read(origin.write())).isEqualTo(origin);
        assertThat(PlanOrigin.read(PlanOrigin.NONE.write())).isEqualTo(PlanOrigin.NONE);
    }

    @Test
    public void filesOfVariablesKeepTheirOrderSinceTheLastOneWins() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : List.of("z", "a", "m")) {
            files.put(file, "digest of " + file);
        }
        PlanOrigin origin = new PlanOrigin("", "", "", "", "", new PlanOrigin.Sources("", "", "", Map.of(), files), PlanOrigin.NONE.state(), "", false, 0);

        assertThat(PlanOrigin.read(origin.write()).sources().varFiles().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    public void fieldsThatAreUnknownAreSkippedAndThoseThatAreMissingAreEmpty() throws IOException {
        assertThat(PlanOrigin.read("{}")).isEqualTo(PlanOrigin.NONE);
        assertThat(PlanOrigin.read("{\"newer\":{\"stack\":[1]},\"state\":{\"newest\":{}},\"stack\":null}")).isEqualTo(PlanOrigin.NONE);
        assertThatThrownBy(() -> PlanOrigin.read("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PlanOrigin.read("{\"operations\":\"many\"}")).isInstanceOf(IOException.class);
    }
}
