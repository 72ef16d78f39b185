package io.jenkins.plugins.cloudops.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What cannot be used is marked in the form of Jenkins, and kept as it was typed until somebody mends it. */
public class ConfigurationFormTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @After
    public void clear() {
        CloudOpsConfiguration jenkins = CloudOpsConfiguration.get();
        jenkins.setDefaults(List.of());
        jenkins.setGates(List.of());
        jenkins.setForges(List.of());
        jenkins.setCommentTemplates(List.of());
        jenkins.setTracing(null);
        jenkins.setGrace("");
        jenkins.setAgentTimeout("");
        jenkins.setPlanRetentionDays(null);
    }

    private static void everythingWrong() {
        CloudOpsConfiguration jenkins = CloudOpsConfiguration.get();
        jenkins.setGrace("soon");
        jenkins.setAgentTimeout("never");
        StackDefaults defaults = new StackDefaults();
        defaults.setFolder("a//b");
        defaults.setWorkspace("a/b");
        defaults.setBackendConfig("no line");
        defaults.setAwsRole(new AwsRoleSettings("deploy"));
        jenkins.setDefaults(List.of(defaults));
        GateLimits limits = new GateLimits();
        limits.setDelete(-1);
        GateDefaults gates = new GateDefaults();
        gates.setLimits(limits);
        gates.setProtect(List.of("a..b"));
        gates.setForbid(List.of("a.b"));
        jenkins.setGates(List.of(gates));
        CommentTemplates texts = new CommentTemplates();
        texts.setFolder("a?b");
        texts.setHeadline("{{colour}}");
        jenkins.setCommentTemplates(List.of(texts));
        ForgeSettings forge = new ForgeSettings("gitlab", "here");
        forge.setApiUrl("there");
        jenkins.setForges(List.of(forge));
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint("collector:4318");
        tracing.setBackend("jaeger");
        tracing.setBackendUrl("jaeger");
        jenkins.setTracing(tracing);
    }

    private static String saved() {
        return Jenkins.XSTREAM2.toXML(CloudOpsConfiguration.get()).replace("\r", "").replace("&#xd;", "").replaceAll(" plugin=\"[^\"]*\"", "");
    }

    @Test
    public void theFormSaysWhatIsWrongWithEachList() throws Exception {
        everythingWrong();
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            HtmlPage page = client.goTo("manage/configure");
            client.waitForBackgroundJavaScript(20_000);
            String errors = page.getByXPath("//div[contains(@class,'error')]").stream()
                    .map(each -> ((DomNode) each).getTextContent()).distinct().collect(Collectors.joining("\n"));
            for (String sentence : List.of("grace: 'soon' is no duration", "agentTimeout: 'never' is no duration", "folder: 'a//b' cannot match",
                    "workspace: 'a/b' cannot be", "backendConfig: the line 'no line'", "awsRole: 'deploy' is not the ARN", "limits: ",
                    "protect: 'a..b'", "forbid: 'a.b'", "folder: 'a?b' cannot match", "colour", "\nurl: this is no address", "apiUrl: this is no address",
                    "endpoint: 'collector:4318' is not the address", "backendUrl: 'jaeger' is no web address")) {
                assertThat(errors, containsString(sentence));
            }
        }
    }

    @Test
    public void savingTheFormLosesNothingOfIt() throws Exception {
        everythingWrong();
        String before = saved();

        JENKINS.configRoundtrip();

        assertEquals(before, leaveOutDefaults(saved(), before));
        CloudOpsConfiguration back = CloudOpsConfiguration.get();
        assertEquals("here there gitlab", back.getForges().get(0).getUrl() + " " + back.getForges().get(0).getApiUrl() + " "
                + back.getForges().get(0).getKind());
        assertEquals("{{colour}}", back.getCommentTemplates().get(0).getHeadline());
        assertEquals(-1, (int) back.getGates().get(0).getLimits().getDelete());
        assertEquals("deploy", back.getDefaults().get(0).getAwsRole().getRole());
        assertEquals("collector:4318", back.getTracing().getEndpoint());
    }

    /** A form gives every setting, also one that had its default by not being there. */
    private static String leaveOutDefaults(String now, String before) {
        return now.lines().filter(line -> before.lines().anyMatch(line::equals)).collect(Collectors.joining("\n"));
    }

    @Test
    public void whatCannotBeMeantIsNotInForceByHalves() throws Exception {
        CloudOpsConfiguration.get().setGrace("soon");
        CloudOpsConfiguration.get().setPlanRetentionDays(-5);
        assertEquals(7_200, CloudOpsConfiguration.get().grace().toSeconds());
        assertEquals(CloudOpsConfiguration.DEFAULT_RETENTION_DAYS, CloudOpsConfiguration.get().planRetentionDays());
        assertTrue(ExtensionList.lookupSingleton(GateDefaults.DescriptorImpl.class).doCheckProtect(null, "a..b").getMessage().contains("a..b"));
    }

    @Test
    public void aNumberThatIsNoneIsRefusedAloud() throws Exception {
        CloudOpsConfiguration.get().setPlanRetentionDays(7);
        GateLimits limits = new GateLimits();
        limits.setDelete(3);
        GateDefaults gates = new GateDefaults();
        gates.setLimits(limits);
        CloudOpsConfiguration.get().setGates(List.of(gates));
        assertRefused("_.planRetentionDays", "planRetentionDays: '1.5' is no whole number");
        assertRefused("_.delete", "delete: '1.5' is no whole number");
        assertEquals(7, CloudOpsConfiguration.get().planRetentionDays());
        assertEquals(3, (int) CloudOpsConfiguration.get().getGates().get(0).getLimits().getDelete());
    }

    private static void assertRefused(String field, String sentence) throws Exception {
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlPage page = client.goTo("manage/configure");
            page.getFormByName("config").getInputByName(field).setValue("1.5");
            assertThat(JENKINS.submit(page.getFormByName("config")).getWebResponse().getContentAsString().replace("&#039;", "'"),
                    containsString(sentence));
        }
    }

    @Test
    public void theLastEntryOfAListCanBeTakenOut() throws Exception {
        everythingWrong();
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            HtmlPage page = client.goTo("manage/configure");
            for (String list : List.of("defaults", "gates", "forges", "commentTemplates")) {
                for (Object entry : page.getByXPath("//div[@name='" + list + "' and contains(@class,'repeated-chunk')]")) {
                    ((DomElement) entry).remove();
                }
            }
            JENKINS.submit(page.getFormByName("config"));
        }
        CloudOpsConfiguration now = CloudOpsConfiguration.get();
        assertEquals("0 0 0 0 soon", now.getDefaults().size() + " " + now.getGates().size() + " " + now.getForges().size() + " "
                + now.getCommentTemplates().size() + " " + now.getGrace());
    }
}
