package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.Test;

public class ChangeFilterTest {

    private static final String LINE = ChangeJson.write(new Change("module.Shop.aws_instance.web[\"a \\\"b\\\"\"]", "aws_instance", "module.Shop",
            Change.Mode.MANAGED, Action.REPLACE, "because aws_vpc", "", true, "",
            List.of(new AttributeChange("size", AttributeChange.Kind.ADD, "", "\"needle\"", true)), 0));

    private static int group(String text, String action) throws IOException {
        return new ChangeFilter(text, action).group(LINE);
    }

    @Test
    public void findsAddressTypeAndModuleInCapitalsOrNot() throws Exception {
        int replace = Action.REPLACE.ordinal();
        assertThat(group("", "")).isEqualTo(replace);
        assertThat(group("WEB[", "")).isEqualTo(replace);
        assertThat(group(" aws_Inst ", "")).isEqualTo(replace);
        assertThat(group("module.shop", "")).isEqualTo(replace);
        assertThat(group("a \\\"b", "")).isEqualTo(replace);
    }

    @Test
    public void doesNotSearchReasonsAndValues() throws Exception {
        assertThat(group("needle", "")).isEqualTo(-1);
        assertThat(group("aws_vpc", "")).isEqualTo(-1);
    }

    @Test
    public void anActionIsThatOneAlone() throws Exception {
        assertThat(group("web", "replace")).isNotNegative();
        assertThat(group("web", "delete")).isEqualTo(-1);
        assertThat(group("web", "re")).isEqualTo(-1);
    }

    @Test
    public void aLineThatDoesNotSayWhatIsDoneIsRefused() {
        for (String line : List.of("{}", "{\"address\":\"a.b\",\"action\":\"explode\"}", "{\"address\":", "[]", "")) {
            assertThatThrownBy(() -> ChangeFilter.ALL.group(line)).as(line).isInstanceOf(IOException.class);
        }
    }
}
