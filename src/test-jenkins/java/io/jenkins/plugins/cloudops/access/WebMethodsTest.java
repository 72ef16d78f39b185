package io.jenkins.plugins.cloudops.access;

import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.store.StoredSync;
import io.jenkins.plugins.cloudops.store.SyncStore;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * Everything of ours that a browser can ask for stands in one table, with what it answers to whom. A descriptor's method
 * that several descriptors have is asked of each of them.
 */
public class WebMethodsTest {

    /**
     * <ul>
     * <li>verb: POST if a GET is refused, also to an administrator</li>
     * <li>permission: whoever has exactly this one, and may read, gets what the administrator gets</li>
     * <li>asked: the query, and after a blank what only the full answer has</li>
     * <li>the answers: a status, {@code all} for 200 with the full answer, {@code nothing} for 200 without it</li>
     * </ul>
     */
    private static final String TABLE = """
            method                                      | verb | permission         | asked                                | anonymous | reader  | configurer | admin
            PlansAction/index                           | any  | Job/Read           | - terraform_data.web                 | 404       | all     | all        | all
            PlansAction/index                           | any  | CloudOps/ViewPlan  | - swordfish                          | 404       | nothing | all        | all
            AppliesAction/index                         | any  | Job/Read           | - terraform_data.web                 | 404       | all     | all        | all
            AppliesAction/index                         | any  | CloudOps/Unlock    | - name="state"                       | 404       | nothing | nothing    | all
            AppliesAction/index                         | any  | CloudOps/Unlock    | - name="open"                        | 404       | nothing | nothing    | all
            AppliesAction.doState                       | POST | CloudOps/Unlock    | id=a1 lineage                        | 404       | 403     | 403        | all
            AppliesAction.doState                       | POST | CloudOps/Unlock    | id=../../build                       | 404       | 403     | 403        | 404
            AppliesAction.doOpen                        | POST | CloudOps/Unlock    | id=none                              | 404       | 403     | 403        | 404
            AppliesAction.doOpen                        | POST | CloudOps/Unlock    | id=a1                                | 404       | 403     | 403        | all
            AllRuns/index                               | any  | Job/Read           | - stacks/kept                        | nothing   | all     | all        | all
            JobRuns/index                               | any  | Job/Read           | - stacks/kept                        | 404       | all     | all        | all
            BuildRuns/index                             | any  | Job/Read           | - stacks/kept                        | 404       | all     | all        | all
            IncidentsAction/index                       | any  | Job/Read           | - Nobody visits the shop             | 404       | all     | all        | all
            IncidentsAction.doReport                    | any  | Job/Read           | - # Game day                         | 404       | all     | all        | all
            IncidentsAction.doClear                     | POST | CloudOps/Incident  | id=none                              | 404       | 403     | 403        | 404
            JobIncidentsAction/index                    | any  | Job/Read           | -                                    | 404       | 404     | 404        | 404
            JobIncidentsAction.doClear                  | POST | CloudOps/Incident  | id=none                              | 404       | 404     | 404        | 404
            LocksLink/index                             | any  | Overall/Administer | - No build works on a state          | 403       | 403     | 403        | all
            LocksLink.doFree                            | POST | Overall/Administer | run=none                             | 403       | 403     | 403        | 404
            IncidentsLink/index                         | any  | Overall/Administer | - name="stop"                        | 403       | 403     | 403        | all
            IncidentsLink.doClear                       | POST | Overall/Administer | id=none                              | 403       | 403     | 403        | 404
            IncidentsLink.doForget                      | POST | Overall/Administer | id=none                              | 403       | 403     | 403        | 404
            IncidentsLink.doStop                        | POST | Overall/Administer | - name="allow"                       | 403       | 403     | 403        | all
            IncidentsLink.doAllow                       | POST | Overall/Administer | - name="stop"                        | 403       | 403     | 403        | all
            IncidentFormChecks.doFillScenarioItems      | any  | Job/Read           | - high-cpu                           | 404       | all     | all        | all
            IncidentFormChecks.doCheckExpires           | POST | Job/Configure      | value=0s error                       | 404       | nothing | all        | all
            IncidentFormChecks.doCheckTimeout           | POST | Job/Configure      | value=soon error                     | 404       | nothing | all        | all
            ExpectSignalStep.doFillUntilItems           | any  | Job/Read           | - noticed                            | 404       | all     | all        | all
            FlagdConfigMap.doFillCredentialsIdItems     | POST | Job/Configure      | credentialsId=now git-modules        | 404       | nothing | all        | all
            OfrepCheck.doFillCredentialsIdItems         | POST | Job/Configure      | credentialsId=now git-modules        | 404       | nothing | all        | all
            PrometheusSignal.doFillCredentialsIdItems   | POST | Job/Configure      | credentialsId=now git-modules        | 404       | nothing | all        | all
            PlanFormChecks.doFillToolItems              | POST | Job/Configure      | - our-tofu                           | 404       | nothing | all        | all
            PlanFormChecks.doFillGitCredentialsIdItems  | POST | Job/Configure      | gitCredentialsId=now git-modules     | 404       | nothing | all        | all
            PlanFormChecks.doFillInitItems              | any  | Job/Read           | - auto                               | 404       | all     | all        | all
            PlanFormChecks.doFillOnDriftItems           | any  | Job/Read           | - fail                               | 404       | all     | all        | all
            PlanFormChecks.doFillOnDeadLockItems        | any  | Job/Read           | - unlock                             | 404       | all     | all        | all
            PlanFormChecks.doFillOnStaleItems           | any  | Job/Read           | - fail                               | 404       | all     | all        | all
            PlanFormChecks.doCheckStack                 | POST | Job/Configure      | value=a%07b error                    | 404       | nothing | all        | all
            PlanFormChecks.doCheckWorkspace             | POST | Job/Configure      | value=a/b;touch error                | 404       | nothing | all        | all
            PlanFormChecks.doCheckVars                  | POST | Job/Configure      | value=no-value error                 | 404       | nothing | all        | all
            PlanFormChecks.doCheckVarFiles              | POST | Job/Configure      | value=-state%3Dx error               | 404       | nothing | all        | all
            PlanFormChecks.doCheckBackendConfig         | POST | Job/Configure      | value=-x error                       | 404       | nothing | all        | all
            PlanFormChecks.doCheckEnvironment           | POST | Job/Configure      | value=1a%3Db error                   | 404       | nothing | all        | all
            PlanFormChecks.doCheckRegistries            | POST | Job/Configure      | value=no-value error                 | 404       | nothing | all        | all
            PlanFormChecks.doCheckSecrets               | POST | Job/Configure      | value=no-value error                 | 404       | nothing | all        | all
            PlanFormChecks.doCheckLockTimeout           | POST | Job/Configure      | value=soon error                     | 404       | nothing | all        | all
            PlanFormChecks.doFillOnBrokenGateItems      | any  | Job/Read           | - report                             | 404       | all     | all        | all
            PlanFormChecks.doFillOnFailureItems         | any  | Job/Read           | - unstable                           | 404       | all     | all        | all
            PlanFormChecks.doCheckLimits                | POST | Job/Configure      | value=delete%3D-1 error              | 404       | nothing | all        | all
            PlanFormChecks.doCheckProtect               | POST | Job/Configure      | value=a..b error                     | 404       | nothing | all        | all
            PlanFormChecks.doCheckForbid                | POST | Job/Configure      | value=a.b error                      | 404       | nothing | all        | all
            AwsRoleSettings.doCheckRole                 | POST | Job/Configure      | value=deploy error                   | 404       | nothing | all        | all
            AwsRoleSettings.doCheckRegion               | POST | Job/Configure      | value=a%20b error                    | 404       | nothing | all        | all
            AwsRoleSettings.doCheckDuration             | POST | Job/Configure      | value=soon error                     | 404       | nothing | all        | all
            AwsRoleSettings.doFillCredentialsIdItems    | POST | Job/Configure      | credentialsId=now git-modules        | 404       | nothing | all        | all
            SyncsAction/index                           | any  | Job/Read           | - shop/postgres                      | 404       | all     | all        | all
            AwsSecretsManagerSource.doCheckPrefix       | POST | Job/Configure      | value=a%20b error                    | 404       | nothing | all        | all
            AwsSecretsManagerSource.doCheckRegion       | POST | Job/Configure      | value=a%20b error                    | 404       | nothing | all        | all
            AwsSecretsManagerSource.doCheckEndpoint     | POST | Job/Configure      | value=here error                     | 404       | nothing | all        | all
            AwsSecretsManagerSource.doFillCredentialsIdItems | POST | Job/Configure | credentialsId=now git-modules        | 404       | nothing | all        | all
            ClusterDescriptor.doCheckNamespace          | POST | Job/Configure      | value=A error                        | 404       | nothing | all        | all
            ClusterDescriptor.doFillKubeconfigCredentialsIdItems | POST | Job/Configure | kubeconfigCredentialsId=now git-modules | 404    | nothing | all        | all
            ExternalSecretTarget.doCheckWait            | POST | Job/Configure      | value=soon error                     | 404       | nothing | all        | all
            TerraformPlanConsumers.doCheckJobs          | POST | Job/Configure      | value=a%3Cb error                    | 404       | 403     | all        | all
            CommentTemplates.doCheckFolder              | POST | Overall/Administer | value=a%3Cb error                    | 404       | 403     | 403        | all
            CommentTemplates.doCheckHeadline            | POST | Overall/Administer | value=%7B%7Bx%7D%7D error            | 404       | 403     | 403        | all
            CommentTemplates.doCheckIntroduction        | POST | Overall/Administer | value=%7B%7Bx%7D%7D error            | 404       | 403     | 403        | all
            CommentTemplates.doCheckQuiet               | POST | Overall/Administer | value=%7B%7Bx%7D%7D error            | 404       | 403     | 403        | all
            CommentTemplates.doCheckFailed              | POST | Overall/Administer | value=%7B%7Bx%7D%7D error            | 404       | 403     | 403        | all
            CommentTemplates.doCheckApplied             | POST | Overall/Administer | value=%7B%7Bx%7D%7D error            | 404       | 403     | 403        | all
            CommentTemplates.doCheckFooter              | POST | Overall/Administer | value=%7B%7Bx%7D%7D error            | 404       | 403     | 403        | all
            CloudOpsConfiguration.doCheckGrace          | POST | Overall/Administer | value=soon error                     | 403       | 403     | 403        | all
            CloudOpsConfiguration.doCheckAgentTimeout   | POST | Overall/Administer | value=soon error                     | 403       | 403     | 403        | all
            CloudOpsConfiguration.doCheckPlanRetentionDays | POST | Overall/Administer | value=soon error                  | 403       | 403     | 403        | all
            StackDefaults.doFillToolItems               | POST | Job/Configure      | - our-tofu                           | 404       | nothing | all        | all
            StackDefaults.doFillGitCredentialsIdItems   | POST | Job/Configure      | gitCredentialsId=now git-modules     | 404       | nothing | all        | all
            StackDefaults.doCheckFolder                 | POST | Job/Configure      | value=a//b error                     | 404       | 403     | all        | all
            StackDefaults.doCheckTool                   | POST | Job/Configure      | value=-x error                       | 404       | 403     | all        | all
            StackDefaults.doCheckWorkspace              | POST | Job/Configure      | value=a/b error                      | 404       | 403     | all        | all
            StackDefaults.doCheckBackendConfig          | POST | Job/Configure      | value=no-value error                 | 404       | 403     | all        | all
            StackDefaults.doCheckEnvironment            | POST | Job/Configure      | value=1a%3Db error                   | 404       | 403     | all        | all
            StackDefaults.doCheckSecrets                | POST | Job/Configure      | value=no-value error                 | 404       | 403     | all        | all
            StackDefaults.doCheckRegistries             | POST | Job/Configure      | value=no-value error                 | 404       | 403     | all        | all
            GateDefaults.doCheckFolder                  | POST | Job/Configure      | value=a//b error                     | 404       | 403     | all        | all
            GateDefaults.doCheckWorkspace               | POST | Job/Configure      | value=a/b error                      | 404       | 403     | all        | all
            GateDefaults.doCheckProtect                 | POST | Job/Configure      | value=a..b error                     | 404       | 403     | all        | all
            GateDefaults.doCheckForbid                  | POST | Job/Configure      | value=a.b error                      | 404       | 403     | all        | all
            GateLimits.doCheckDelete                    | POST | Job/Configure      | value=-1 error                       | 404       | 403     | all        | all
            GateLimits.doCheckReplace                   | POST | Job/Configure      | value=-1 error                       | 404       | 403     | all        | all
            GateLimits.doCheckForget                    | POST | Job/Configure      | value=-1 error                       | 404       | 403     | all        | all
            GateLimits.doCheckUpdate                    | POST | Job/Configure      | value=-1 error                       | 404       | 403     | all        | all
            GateLimits.doCheckCreate                    | POST | Job/Configure      | value=-1 error                       | 404       | 403     | all        | all
            CommentFormChecks.doFillCommentItems        | any  | Job/Read           | - always                             | 404       | all     | all        | all
            CommentFormChecks.doFillModeItems           | any  | Job/Read           | - replace                            | 404       | all     | all        | all
            CommentFormChecks.doCheckPullRequest        | POST | Job/Configure      | value=12 error                       | 404       | nothing | all        | all
            CommentFormChecks.doCheckParts              | POST | Job/Configure      | value=0 error                        | 404       | nothing | all        | all
            CommentFormChecks.doFillCredentialsIdItems  | POST | Job/Configure      | credentialsId=now git-modules        | 404       | nothing | all        | all
            ForgeSettings.doFillKindItems               | POST | Overall/Administer | - gitlab                             | 404       | 403     | 403        | all
            ForgeSettings.doFillCredentialsIdItems      | POST | Overall/Administer | credentialsId=now git-modules        | 404       | nothing | nothing    | all
            ForgeSettings.doCheckUrl                    | POST | Overall/Administer | value=here error                     | 404       | 403     | 403        | all
            ForgeSettings.doCheckApiUrl                 | POST | Overall/Administer | value=here error                     | 404       | 403     | 403        | all
            ForgeSettings.doTestConnection              | POST | Overall/Administer | kind=gitlab&url=here error           | 404       | 403     | 403        | all
            TraceAction/index                           | any  | Job/Read           | - OTLP                               | 404       | all     | all        | all
            TraceAction.doSpans                         | any  | Job/Read           | - resourceSpans                      | 404       | all     | all        | all
            DiagnosisAction/index                       | any  | Job/Read           | - Diagnosis                          | 404       | all     | all        | all
            DiagnosisAction.doMarkdown                  | any  | Job/Read           | - Trace ID                           | 404       | all     | all        | all
            DiagnosisAction.doJson                      | any  | Job/Read           | - traceId                            | 404       | all     | all        | all
            TracingConfiguration.doFillBackendItems     | POST | Overall/Administer | - jaeger                             | 404       | 403     | 403        | all
            TracingConfiguration.doFillHeadersCredentialsIdItems | POST | Overall/Administer | headersCredentialsId=now none | 404     | nothing | nothing    | all
            TracingConfiguration.doCheckEndpoint        | POST | Overall/Administer | value=collector:4318 error           | 404       | 403     | 403        | all
            TracingConfiguration.doCheckBackendUrl      | POST | Overall/Administer | value=jaeger error                   | 404       | 403     | 403        | all
            TracingConfiguration.doCheckSpoolMegabytes  | POST | Overall/Administer | value=soon error                     | 404       | 403     | 403        | all
            TracingConfiguration.doCheckSpoolDays       | POST | Overall/Administer | value=soon error                     | 404       | 403     | 403        | all
            TracingConfiguration.doTestConnection       | POST | Overall/Administer | endpoint=collector:4318 error        | 404       | 403     | 403        | all
            CloudOpsConfiguration.doCheckPlansPerJob    | POST | Overall/Administer | value=soon error                     | 403       | 403     | 403        | all
            """;

    private static final List<String> USERS = List.of("", "reader", "configurer", "admin");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static FreeStyleBuild build;

    private final Map<String, JenkinsRule.WebClient> clients = new HashMap<>();

    private record Row(String method, String verb, Permission permission, String query, String says, List<String> answers) {

        static Row of(String line) {
            String[] cells = line.trim().split("\\s*\\|\\s*");
            String[] asked = cells[3].split(" ", 2);
            return new Row(cells[0], cells[1], named(cells[2]), asked[0].equals("-") ? "" : "?" + asked[0],
                    asked.length == 1 ? "" : asked[1], List.of(cells[4], cells[5], cells[6], cells[7]));
        }

        private static Permission named(String name) {
            return switch (name) {
                case "Job/Read" -> Item.READ;
                case "Job/Configure" -> Item.CONFIGURE;
                case "Overall/Administer" -> Jenkins.ADMINISTER;
                default -> PermissionGroup.getAll().stream().filter(group -> name.startsWith(group.getId() + "/"))
                        .findFirst().orElseThrow().find(name.substring(name.indexOf('/') + 1));
            };
        }

        String answer(WebResponse response) {
            int status = response.getStatusCode();
            return status != 200 ? String.valueOf(status) : response.getContentAsString().contains(says) ? "all" : "nothing";
        }

        boolean isPost() {
            return verb.equals("POST");
        }
    }

    @BeforeClass
    public static void somethingToSeeForWhomItIsMeant() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "git-modules", "for modules", "user", "password"));
        SystemCredentialsProvider.getInstance().save();
        ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class)
                .setInstallations(new TerraformInstallation("our-tofu", "/opt/tofu", List.of()));
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, "job");
        KeptRuns.addIncident(job);
        build = JENKINS.buildAndAssertSuccess(job);
        KeptRuns.keepRun(build, "r1", "stacks/kept");
        KeptRuns.keepPlan(build, "p1", "terraform_data.web", "swordfish");
        SyncStore.of(build).save(new StoredSync("s1", "awsSecretsManager shop/postgres", "kubernetesSecret shop", 1, 1, "", ""));
        KeptRuns.keepApplyOfUnknownOutcome(build, "a1", "terraform_data.web");
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
    }

    @After
    public void closeTheBrowsers() {
        clients.values().forEach(JenkinsRule.WebClient::close);
    }

    private static List<Row> table() {
        return TABLE.lines().skip(1).map(Row::of).toList();
    }

    /** The users of the table, and one who has only a single permission beside reading. */
    private static void grant(Permission permission) {
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ).everywhere().toEveryone()
                .grant(Item.READ).everywhere().to("reader")
                .grant(Item.READ, Item.CONFIGURE).everywhere().to("configurer")
                .grant(Item.READ, permission).everywhere().to("holder")
                .grant(Jenkins.ADMINISTER).everywhere().to("admin"));
    }

    private WebResponse ask(String user, HttpMethod method, String path, boolean crumb) throws Exception {
        JenkinsRule.WebClient client = clients.get(user);
        if (client == null) {
            client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false).withJavaScriptEnabled(false);
            if (!user.isEmpty()) {
                client.login(user);
            }
            // The answer 403 leads on to the page for logging in.
            client.setRefreshHandler((page, url, seconds) -> { });
            client.getOptions().setPrintContentOnFailingStatusCode(false);
            clients.put(user, client);
        }
        WebRequest request = new WebRequest(new URL(client.getContextPath() + path), method);
        return client.getPage(crumb && method == HttpMethod.POST ? client.addCrumb(request) : request).getWebResponse();
    }

    /** Where a row's method is found: one address for each class that has it. */
    private static List<String> addresses(Row row) {
        List<String> addresses = new ArrayList<>();
        for (WebMethods.Found found : WebMethods.all()) {
            if (found.name().equals(row.method())) {
                addresses.add(switch (found.owner().getSimpleName()) {
                    case "PlansAction" -> build.getUrl() + "cloudops-plans/" + found.address();
                    case "AllRuns" -> "cloudops-runs/" + found.address();
                    case "JobRuns" -> "job/job/cloudops-runs/" + found.address();
                    case "BuildRuns" -> build.getUrl() + "cloudops-runs/" + found.address();
                    case "IncidentsAction" -> build.getUrl() + "cloudops-incidents/" + found.address();
                    case "JobIncidentsAction" -> "job/job/cloudops-incidents/" + found.address();
                    case "LocksLink" -> "manage/cloudops-locks/" + found.address();
                    case "IncidentsLink" -> "manage/cloudops-incidents/" + found.address();
                    case "DiagnosisAction" -> build.getUrl() + "cloudops-diagnosis/" + found.address();
                    case "TraceAction" -> build.getUrl() + "cloudops-trace/" + found.address();
                    case "AppliesAction" -> build.getUrl() + "cloudops-applies/" + found.address();
                    case "SyncsAction" -> build.getUrl() + "cloudops-secrets/" + found.address();
                    case "CloudOpsConfiguration" -> "descriptorByName/" + found.described() + "/" + found.address();
                    default -> "job/job/descriptorByName/" + found.described() + "/" + found.address();
                } + row.query());
            }
        }
        return addresses;
    }

    @Test
    public void eachStandsInTheTable() {
        Set<String> found = WebMethods.all().stream().map(WebMethods.Found::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = table().stream().map(Row::method).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(found, listed);
    }

    @Test
    public void answersToEachUserAsTheTableSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        grant(Item.READ);
        for (Row row : table()) {
            for (String address : addresses(row)) {
                for (int user = 0; user < USERS.size(); user++) {
                    HttpMethod method = row.isPost() ? HttpMethod.POST : HttpMethod.GET;
                    String answer = row.answer(ask(USERS.get(user), method, address, true));
                    if (!answer.equals(row.answers().get(user))) {
                        wrong.add(address + " answers " + answer + " to '" + USERS.get(user) + "', not " + row.answers().get(user));
                    }
                }
            }
            KeptRuns.close(build, "a1");
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    public void onePermissionIsEnoughForEach() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Row row : table()) {
            grant(row.permission());
            String address = addresses(row).get(0);
            String answer = row.answer(ask("holder", row.isPost() ? HttpMethod.POST : HttpMethod.GET, address, true));
            if (!answer.equals(row.answers().get(3))) {
                wrong.add(address + " answers " + answer + " to who has " + row.permission());
            }
            KeptRuns.close(build, "a1");
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    public void neitherALinkNorAFormOfAnotherSiteIsEnough() throws Exception {
        List<String> wrong = new ArrayList<>();
        grant(Item.READ);
        for (Row row : table()) {
            for (String address : row.isPost() ? addresses(row).subList(0, 1) : List.<String>of()) {
                int link = ask("admin", HttpMethod.GET, address, false).getStatusCode();
                int form = ask("admin", HttpMethod.POST, address, false).getStatusCode();
                if (link != 404 && link != 405 || form != 403) {
                    wrong.add(address + " answers " + link + " to a link and " + form + " to a form without a crumb");
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }
}
