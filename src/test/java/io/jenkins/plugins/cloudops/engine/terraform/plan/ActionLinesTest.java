package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class ActionLinesTest {

    private static final String GOLDEN = "everything.json";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    public void showsAnotherWatchTheSame() throws IOException {
        try (ActionLines lines = new ActionLines(written)) {
            lines.change("module.m[\"a b\"].aws_sqs_queue.q", "aws_sqs_queue", Change.Mode.MANAGED, Action.REPLACE,
                    new Tags(true, Set.of("Owner"), Set.of("Cost"), true));
            lines.change("data.aws_ami.a", "aws_ami", Change.Mode.DATA, Action.READ, Tags.NONE);
            lines.change("terraform_data.t", "terraform_data", Change.Mode.MANAGED, Action.DELETE, Tags.NONE);
            lines.change("aws_sqs_queue.bare", "aws_sqs_queue", Change.Mode.MANAGED, Action.CREATE, new Tags(true, Set.of(), Set.of(), false));
        }

        assertThat(shown(written.toString(StandardCharsets.UTF_8))).containsExactly(
                "module.m[\"a b\"].aws_sqs_queue.q aws_sqs_queue MANAGED REPLACE " + new Tags(true, Set.of("Owner"), Set.of("Cost"), true),
                "data.aws_ami.a aws_ami DATA READ " + Tags.NONE,
                "terraform_data.t terraform_data MANAGED DELETE " + Tags.NONE,
                "aws_sqs_queue.bare aws_sqs_queue MANAGED CREATE " + new Tags(true, Set.of(), Set.of(), false));
    }

    @Test
    public void theSameOfARealPlan() throws IOException {
        List<String> direct = new ArrayList<>();
        try (ActionLines lines = new ActionLines(written); InputStream plan = new ByteArrayInputStream(Plans.bytes(GOLDEN))) {
            new PlanReader().read(plan, Sink.none(), (address, type, mode, action, tags) -> {
                direct.add(line(address, type, mode, action, tags));
                lines.change(address, type, mode, action, tags);
            });
        }

        assertThat(shown(written.toString(StandardCharsets.UTF_8))).isEqualTo(direct).isNotEmpty();
    }

    @Test
    public void isNotReadWhereItIsCutOff() {
        assertThatThrownBy(() -> shown("{\"address\":\"a.b\",\"type\":\"a\",\"mode\":\"managed\",\"act")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shown("{\"address\":\"a.b\",\"action\":\"explode\"}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shown("{\"action\":\"delete\"}")).isInstanceOf(IOException.class);
    }

    private static List<String> shown(String text) throws IOException {
        List<String> shown = new ArrayList<>();
        ActionLines.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                (address, type, mode, action, tags) -> shown.add(line(address, type, mode, action, tags)));
        return shown;
    }

    private static String line(String address, String type, Change.Mode mode, Action action, Tags tags) {
        return String.join(" ", address, type, mode.name(), action.name(), tags.toString());
    }
}
