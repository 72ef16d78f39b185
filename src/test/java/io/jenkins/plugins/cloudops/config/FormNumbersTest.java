package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor.FormException;
import net.sf.json.JSONObject;
import org.junit.Test;

public class FormNumbersTest {

    private static void check(String form) throws FormException {
        FormNumbers.check(JSONObject.fromObject(form));
    }

    @Test
    public void whatWouldBeBoundAsNothingIsRefused() {
        assertThatThrownBy(() -> check("{'planRetentionDays': 'seven'}")).isInstanceOf(FormException.class)
                .hasMessageStartingWith("planRetentionDays: 'seven' is no whole number.");
        assertThatThrownBy(() -> check("{'tracing': {'spoolDays': '1e3'}}")).hasMessageStartingWith("spoolDays: '1e3'");
        assertThatThrownBy(() -> check("{'gates': {'folder': 'x', 'limits': {'delete': '1.5'}}}")).hasMessageStartingWith("delete: '1.5'");
        assertThatThrownBy(() -> check("{'gates': [{'limits': {'delete': '1'}}, {'limits': {'update': '99999999999'}}]}"))
                .hasMessageStartingWith("update: '99999999999'");
    }

    @Test
    public void aLimitThatWasLeftEmptyIsTakenOut() throws Exception {
        JSONObject form = JSONObject.fromObject(
                "{'planRetentionDays': '', 'gates': [{'folder': '', 'limits': {'delete': '', 'replace': ' ', 'update': '5'}}, {'limits': {'delete': ''}}]}");

        FormNumbers.check(form);

        assertThat(form.toString()).isEqualTo(JSONObject.fromObject(
                "{'planRetentionDays': '', 'gates': [{'folder': '', 'limits': {'update': '5'}}, {'limits': {}}]}").toString());
    }

    @Test
    public void everythingElseIsLeftToTheForm() {
        assertThatCode(() -> check("{'planRetentionDays': '', 'plansPerJob': ' 7 ', 'spoolDays': '-1', 'grace': 'soon'}")).doesNotThrowAnyException();
        assertThatCode(() -> check("{'gates': {'limits': null, 'protect': '1.5'}}")).doesNotThrowAnyException();
        assertThatCode(() -> check("{'defaults': {'delete': 'a text that has the name of a limit'}}")).doesNotThrowAnyException();
    }
}
