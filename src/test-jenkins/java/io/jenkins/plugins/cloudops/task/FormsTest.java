package io.jenkins.plugins.cloudops.task;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.builders.TerraformCheckBuilder;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.GateDefaults;
import io.jenkins.plugins.cloudops.config.GateLimits;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.steps.TerraformCheckStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.steps.TraceSpanStep;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.credentials.Bindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlForm;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.jenkinsci.plugins.credentialsbinding.impl.StringBinding;
import org.jenkinsci.plugins.credentialsbinding.impl.UsernamePasswordMultiBinding;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Each setting by its form: shown, submitted unchanged, and still the same. */
public class FormsTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @BeforeClass
    public static void addCredentials() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "git-modules", "for modules", "user", "password"));
        SystemCredentialsProvider.getInstance().getCredentials().add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "a-token", "a token", Secret.fromString("swordfish-4711")));
        SystemCredentialsProvider.getInstance().save();
    }

    private static Map<String, Object> vars() {
        Map<String, Object> vars = new LinkedHashMap<>();
        vars.put("region", "eu-west-1");
        vars.put("zones", new ArrayList<>(List.of("a", "b")));
        vars.put("tags", map("owner", map("team", "shop \"quoted\" $1")));
        return vars;
    }

    /** A map that can be saved. */
    private static Map<String, Object> map(String name, Object value) {
        return new LinkedHashMap<>(Map.of(name, value));
    }

    private static List<String> list(String... values) {
        return new ArrayList<>(List.of(values));
    }

    private static TerraformPlanBuilder builder(Object backendConfig) {
        TerraformPlanBuilder builder = new TerraformPlanBuilder();
        builder.setStack("stacks/shop");
        builder.setName("the shop");
        builder.setTool("tofu");
        builder.setWorkspace("staging");
        builder.setVars(vars());
        builder.setVarFiles(List.of("a.tfvars", "with space.tfvars"));
        builder.setBackendConfig(backendConfig);
        builder.setTargets(List.of("module.x[\"a b\"].y", "terraform_data.z"));
        builder.setReplace(List.of("terraform_data.z"));
        builder.setDestroy(true);
        builder.setRefreshOnly(true);
        builder.setRefresh(false);
        builder.setParallelism(7);
        builder.setLock(false);
        builder.setLockTimeout("3m");
        builder.setEnvironment(Map.of("TF_LOG", "INFO"));
        builder.setInit("always");
        builder.setUpgrade(true);
        builder.setRetry(3);
        builder.setOnDrift("unstable");
        builder.setRegistries(Map.of("registry.example.com", "registry-token"));
        builder.setGitCredentialsId("git-modules");
        builder.setSecrets(Map.of("TF_VAR_password", "password-id"));
        builder.setCredentials(bindings());
        builder.setAwsRole(role());
        builder.setLimits(limits());
        builder.setProtect(List.of("aws_db_instance.*", "module.vpc[\"a b\"].**"));
        builder.setRequiredTags(List.of("Owner", "cost center"));
        builder.setForbid(List.of("aws_iam_*"));
        builder.setOverride("The \"old\" queue goes");
        builder.setOnBrokenGate("report");
        return builder;
    }

    private static TerraformPlanStep step(Object backendConfig) {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("stacks/shop");
        step.setName("the shop");
        step.setTool("tofu");
        step.setWorkspace("staging");
        step.setVars(vars());
        step.setVarFiles(List.of("a.tfvars", "with space.tfvars"));
        step.setBackendConfig(backendConfig);
        step.setTargets(List.of("module.x[\"a b\"].y", "terraform_data.z"));
        step.setReplace(List.of("terraform_data.z"));
        step.setDestroy(true);
        step.setRefreshOnly(true);
        step.setRefresh(false);
        step.setParallelism(7);
        step.setLock(false);
        step.setLockTimeout("3m");
        step.setEnvironment(Map.of("TF_LOG", "INFO"));
        step.setInit("always");
        step.setUpgrade(true);
        step.setRetry(3);
        step.setOnDrift("unstable");
        step.setRegistries(Map.of("registry.example.com", "registry-token"));
        step.setGitCredentialsId("git-modules");
        step.setSecrets(Map.of("TF_VAR_password", "password-id"));
        step.setCredentials(bindings());
        step.setAwsRole(role());
        step.setLimits(limits());
        step.setProtect(List.of("aws_db_instance.*", "module.vpc[\"a b\"].**"));
        step.setRequiredTags(List.of("Owner", "cost center"));
        step.setForbid(List.of("aws_iam_*"));
        step.setOverride("The \"old\" queue goes");
        step.setOnBrokenGate("report");
        return step;
    }

    private static Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("delete", 0);
        limits.put("replace", 2);
        return limits;
    }

    private static List<MultiBinding<?>> bindings() {
        return new ArrayList<>(List.of(new UsernamePasswordMultiBinding("PGUSER", "PGPASSWORD", "git-modules"),
                new StringBinding("TOKEN", "a-token")));
    }

    private static AwsRoleSettings role() {
        AwsRoleSettings role = new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy");
        role.setCredentialsId("git-modules");
        role.setAudience("sts.example.com");
        role.setRegion("eu-central-1");
        role.setDuration("45m");
        return role;
    }

    private static String text(AwsRoleSettings role) {
        return role == null ? "" : String.join(" ", role.getRole(), role.getCredentialsId(), role.getAudience(), role.getRegion(),
                role.getDuration());
    }

    private static void assertSame(PlanSettings expected, PlanSettings actual) {
        assertEquals(text(expected), text(actual));
    }

    private static String text(PlanSettings settings) {
        return String.join("\n", settings.getStack(), settings.getName(), settings.getTool(), settings.getWorkspace(),
                settings.getVars().toString(), settings.getVarFiles().toString(),
                String.valueOf(settings.getBackendConfig()), settings.getTargets().toString(),
                settings.getReplace().toString(),
                settings.isDestroy() + " " + settings.isRefreshOnly() + " " + settings.isRefresh() + " " + settings.isLock(),
                settings.getParallelism() + " " + settings.getLockTimeout(), settings.getEnvironment().toString(),
                settings.getInit(), settings.isUpgrade() + " " + settings.getRetry(), settings.getOnDrift(),
                settings.getRegistries().toString(), settings.getGitCredentialsId(),
                settings.getSecrets().toString(), String.join("\n", Bindings.write(settings.getCredentials())),
                text(settings.getAwsRole()), settings.getLimits().toString(), settings.getProtect().toString(),
                settings.getRequiredTags().toString(), settings.getForbid().toString(), settings.getOverride(),
                settings.getOnBrokenGate());
    }

    private static TerraformPlanBuilder roundTrip(TerraformPlanBuilder builder) throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        job.getBuildersList().add(builder);
        return JENKINS.configRoundtrip(job).getBuildersList().get(TerraformPlanBuilder.class);
    }

    @Test
    public void theFormOfTheBuilderKeepsEverySetting() throws Exception {
        assertSame(builder(map("path", "x")), roundTrip(builder(map("path", "x"))));
        assertSame(builder(list("a.tfbackend")), roundTrip(builder(list("a.tfbackend"))));
    }

    @Test
    public void theFormOfTheBuilderKeepsTheDefaults() throws Exception {
        assertSame(new TerraformPlanBuilder(), roundTrip(new TerraformPlanBuilder()));
    }

    @Test
    public void theFormOfTheStepKeepsEverySetting() throws Exception {
        StepConfigTester tester = new StepConfigTester(JENKINS);
        assertSame(step(map("path", "x")), tester.configRoundTrip(step(map("path", "x"))));
        assertSame(step(list("a.tfbackend")), tester.configRoundTrip(step(list("a.tfbackend"))));
    }

    @Test
    public void theFormOfTheStepKeepsTheDefaults() throws Exception {
        assertSame(new TerraformPlanStep(), new StepConfigTester(JENKINS).configRoundTrip(new TerraformPlanStep()));
    }

    @Test
    public void aSnippetSaysOnlyWhatIsNotTheDefault() throws Exception {
        SnippetizerTester tester = new SnippetizerTester(JENKINS);
        tester.assertRoundTrip(new TerraformPlanStep(), "terraformPlan()");
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("shop");
        step.setRefresh(false);
        tester.assertRoundTrip(step, "terraformPlan refresh: false, stack: 'shop'");
    }

    @Test
    public void aSnippetWritesMapsAndLists() throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setVars(vars());
        step.setTargets(List.of("terraform_data.web"));
        new SnippetizerTester(JENKINS).assertRoundTrip(step, "terraformPlan targets: ['terraform_data.web'],"
                + " vars: [region: 'eu-west-1', zones: ['a', 'b'], tags: [owner: [team: 'shop \"quoted\" $1']]]");
    }

    @Test
    public void aSnippetWritesGates() throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setLimits(limits());
        step.setProtect(List.of("aws_db_instance.*"));
        step.setOnBrokenGate("report");
        new SnippetizerTester(JENKINS).assertRoundTrip(step,
                "terraformPlan limits: [delete: 0, replace: 2], onBrokenGate: 'report', protect: ['aws_db_instance.*']");
    }

    @Test
    public void theFormOfASpanKeepsItsAttributes() throws Exception {
        TraceSpanStep step = new TraceSpanStep("migrate the database");
        step.setAttributes(Map.of("database", "orders = 5"));

        TraceSpanStep back = new StepConfigTester(JENKINS).configRoundTrip(step);

        assertEquals("migrate the database {database=orders = 5}", back.getName() + " " + back.getAttributes());
        assertEquals("{}", new StepConfigTester(JENKINS).configRoundTrip(new TraceSpanStep("x")).getAttributes().toString());
    }

    @Test
    public void theFormsOfACheckKeepEverySetting() throws Exception {
        TerraformCheckStep step = new TerraformCheckStep();
        step.setStack("stacks/shop");
        step.setFmt(false);
        step.setTest(false);
        step.setJunit("reports/check.xml");
        step.setOnFailure("unstable");
        step.setEnvironment(Map.of("TF_LOG", "INFO"));
        TerraformCheckStep back = new StepConfigTester(JENKINS).configRoundTrip(step);
        assertEquals("stacks/shop false true false reports/check.xml unstable {TF_LOG=INFO}", text(back));
        assertEquals(" true true true  fail {}", text(new StepConfigTester(JENKINS).configRoundTrip(new TerraformCheckStep())));

        TerraformCheckBuilder builder = new TerraformCheckBuilder();
        builder.setStack("shop");
        builder.setValidate(false);
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        job.getBuildersList().add(builder);
        assertEquals("shop true false true  fail {}", text(JENKINS.configRoundtrip(job).getBuildersList().get(TerraformCheckBuilder.class)));
    }

    private static String text(CheckSettings check) {
        return check.getStack() + " " + check.isFmt() + " " + check.isValidate() + " " + check.isTest() + " " + check.getJunit() + " "
                + check.getOnFailure() + " " + check.getEnvironment();
    }

    @Test
    public void aSnippetWritesBindingsAndARole() throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setCredentials(bindings());
        step.setSecrets(Map.of("TF_VAR_password", "password-id"));
        AwsRoleSettings role = new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy");
        role.setRegion("eu-central-1");
        step.setAwsRole(role);
        new SnippetizerTester(JENKINS).assertRoundTrip(step, "terraformPlan awsRole: [region: 'eu-central-1',"
                + " role: 'arn:aws:iam::123456789012:role/deploy'], credentials: [usernamePassword(credentialsId: 'git-modules',"
                + " passwordVariable: 'PGPASSWORD', usernameVariable: 'PGUSER'), string(credentialsId: 'a-token', variable: 'TOKEN')],"
                + " secrets: [TF_VAR_password: 'password-id']");
    }

    @Test
    public void theSnippetGeneratorReadsTheTextsOfTheForm() throws Exception {
        new SnippetizerTester(JENKINS).assertGenerateSnippet(
                "{'stapler-class': '" + TerraformPlanStep.class.getName() + "', 'stack': 'shop', 'vars': 'region = eu\\nzones = [\"a\"]',"
                        + " 'varFiles': 'a.tfvars', 'backendConfig': 'path = x', 'targets': '', 'replace': '', 'environment': '',"
                        + " 'refresh': true, 'lock': true, 'parallelism': '0', 'registries': '', 'init': 'auto', 'onDrift': 'ignore',"
                        + " 'retry': '1', 'upgrade': false, 'gitCredentialsId': ''}",
                "terraformPlan backendConfig: [path: 'x'], stack: 'shop', varFiles: ['a.tfvars'], vars: [region: 'eu', zones: ['a']]",
                null);
    }

    @Test
    public void theFormOfJenkinsKeepsTheGlobalSettings() throws Exception {
        CloudOpsConfiguration.get().setGrace("90m");
        CloudOpsConfiguration.get().setAgentTimeout("45m");
        CloudOpsConfiguration.get().setPlanRetentionDays(0);
        CloudOpsConfiguration.get().setPlansPerJob(5);
        GateDefaults gates = new GateDefaults();
        gates.setFolder("team/prod");
        gates.setWorkspace("prod*");
        GateLimits limits = new GateLimits();
        limits.setDelete(0);
        gates.setLimits(limits);
        gates.setProtect(List.of("aws_db_instance.*", "module.vpc.**"));
        gates.setRequiredTags(List.of("Owner"));
        gates.setForbid(List.of("aws_iam_user"));
        CloudOpsConfiguration.get().setGates(List.of(gates, new GateDefaults()));
        JENKINS.configRoundtrip();
        assertEquals(2, CloudOpsConfiguration.get().getGates().size());
        GateDefaults back = CloudOpsConfiguration.get().getGates().get(0);
        assertEquals("team/prod prod* 0 null [aws_db_instance.*, module.vpc.**] [Owner] [aws_iam_user]", back.getFolder() + " " + back.getWorkspace()
                + " " + back.getLimits().getDelete() + " " + back.getLimits().getReplace() + " " + back.getProtect() + " " + back.getRequiredTags()
                + " " + back.getForbid());
        assertEquals(null, CloudOpsConfiguration.get().getGates().get(1).getLimits());
        CloudOpsConfiguration.get().setGates(List.of());
        CloudOpsConfiguration.get().setPlanValuesInLog(false);
        JENKINS.configRoundtrip();
        assertFalse(CloudOpsConfiguration.get().isPlanValuesInLog());
        CloudOpsConfiguration.get().setPlanValuesInLog(true);
        JENKINS.configRoundtrip();
        assertTrue(CloudOpsConfiguration.get().isPlanValuesInLog());
        assertEquals(0, CloudOpsConfiguration.get().planRetentionDays());
        assertEquals(5, CloudOpsConfiguration.get().plansPerJob());
        assertEquals("90m", CloudOpsConfiguration.get().getGrace());
        assertEquals("45m", CloudOpsConfiguration.get().getAgentTimeout());
    }

    @Test
    public void aNumberThatIsLeftEmptyIsTheDefault() throws Exception {
        CloudOpsConfiguration.get().setPlanRetentionDays(7);
        CloudOpsConfiguration.get().setPlansPerJob(5);
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            HtmlForm form = client.goTo("configure").getFormByName("config");
            form.getInputByName("_.planRetentionDays").setValue("");
            form.getInputByName("_.plansPerJob").setValue("");
            JENKINS.submit(form);
        }
        assertEquals(30, CloudOpsConfiguration.get().planRetentionDays());
        assertEquals(0, CloudOpsConfiguration.get().plansPerJob());
    }

    @Test
    public void theFormOfTheToolsKeepsAnInstallation() throws Exception {
        TerraformInstallation.DescriptorImpl tools = ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class);
        tools.setInstallations(new TerraformInstallation("tofu", "/opt/tofu", List.of()));
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            HtmlForm form = client.goTo("manage/configureTools").getFormByName("config");
            JENKINS.submit(form);
        }
        assertEquals(1, tools.getInstallations().length);
        assertEquals("tofu", tools.getInstallations()[0].getName());
        assertEquals("/opt/tofu", tools.getInstallations()[0].getHome());
    }
}
