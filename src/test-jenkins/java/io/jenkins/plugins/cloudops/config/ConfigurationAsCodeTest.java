package io.jenkins.plugins.cloudops.config;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.beans.Introspector;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The settings of Jenkins as code, in both directions. */
public class ConfigurationAsCodeTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aLimitThatIsNoNumberRefusesEveryRun() throws Exception {
        Path file = folder.newFile("limits.yaml").toPath();
        for (String limit : List.of("many", "\"\"")) {
            Files.writeString(file, "unclassified:\n  cloudOps:\n    gates:\n      - limits:\n          delete: " + limit + "\n          update: 3\n");
            ConfigurationAsCode.get().configure(file.toString());
            BadSetting refused = assertThrows(limit, BadSetting.class, () -> CloudOpsConfiguration.get().gates(List.of("shop"), "default"));
            assertTrue(refused.getMessage(), refused.getMessage().contains("limits: delete is there, and is no whole number."));
        }
        Files.writeString(file, "unclassified:\n  cloudOps:\n    gates:\n      - limits:\n          delete: 0\n");
        ConfigurationAsCode.get().configure(file.toString());
        assertEquals("limits: [delete: 0]", CloudOpsConfiguration.get().gates(List.of("shop"), "default").toString());
    }

    @Test
    @ConfiguredWithCode("cloudops.yaml")
    public void importsEverySetting() {
        assertEquals("90m", CloudOpsConfiguration.get().getGrace());
        assertEquals("45m", CloudOpsConfiguration.get().getAgentTimeout());
        assertEquals(7, CloudOpsConfiguration.get().planRetentionDays());
        assertEquals(5, CloudOpsConfiguration.get().plansPerJob());
        assertEquals("limits: [delete: 0, replace: 2, forget: 0, update: 100, create: 200], protect: ['aws_db_instance.*', 'module.vpc.**'], requiredTags: ['Owner'], forbid: ['aws_iam_user']",
                CloudOpsConfiguration.get().gates(List.of("team/prod/shop/main"), "production").toString());
        assertEquals("limits: [delete: 50]", CloudOpsConfiguration.get().gates(List.of("team/prod/shop/main"), "staging").toString());
        assertEquals(List.of("https://git.example.com/api/v4 with git-bot, over HTTP: false",
                        "http://ghe.example.com:8080/api/v3 with , over HTTP: true"),
                CloudOpsConfiguration.get().getForges().stream()
                        .map(forge -> forge.api() + " with " + forge.getCredentialsId() + ", over HTTP: " + forge.isAllowHttp()).toList());
        assertFalse(CloudOpsConfiguration.get().isValuesInComments());
        assertEquals(List.of("team/shop says ### {{code.name}}: {{counts}}"), CloudOpsConfiguration.get().getCommentTemplates().stream()
                .map(texts -> texts.getFolder() + " says " + texts.getHeadline()).toList());
        assertFalse(CloudOpsConfiguration.get().isPlanValuesInLog());
        assertEquals(List.of("terraform-1 in /opt/terraform-1", "tofu in /opt/tofu/bin/tofu"),
                Arrays.stream(ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class).getInstallations())
                        .map(tool -> tool.getName() + " in " + tool.getHome()).toList());
    }

    @Test
    @ConfiguredWithCode("cloudops.yaml")
    public void importsTracesIncidentsAndDefaults() {
        CloudOpsConfiguration jenkins = CloudOpsConfiguration.get();
        TracingConfiguration tracing = jenkins.getTracing();
        assertEquals("false https://collector.example.com:4318 collector-headers ci.example.com jaeger https://jaeger.example.com 100 3",
                String.join(" ", String.valueOf(tracing.isEveryBuild()), tracing.getEndpoint(), tracing.getHeadersCredentialsId(),
                        tracing.getServiceName(), tracing.getBackend(), tracing.getBackendUrl(), tracing.getSpoolMegabytes() + " " + tracing.getSpoolDays()));
        assertTrue(jenkins.getIncidents().isStopped());
        List<PlanRequest> defaults = DefaultsLevel.around("team/prod/shop").get(0).requests("team/prod/shop", UnaryOperator.identity());
        assertEquals("terraform-1 production {bucket=example-states, key=${JOB_NAME}.tfstate} arn:aws:iam::123456789012:role/deploy 2700",
                defaults.get(0).tool() + " " + defaults.get(0).workspace() + " " + defaults.get(0).backendValues().asMap() + " "
                        + defaults.get(0).awsRole().role() + " " + defaults.get(0).awsRole().seconds());
        assertEquals("{TF_VAR_region=eu-west-1} {TF_VAR_db_password=db-password} {registry.example.com=registry-token} git-modules",
                defaults.get(1).environment() + " " + defaults.get(1).secrets() + " " + defaults.get(1).registries() + " "
                        + defaults.get(1).gitCredentialsId());
        assertEquals("Somebody of the team has to look at it. Nothing to do for {{code.name}}. {{code.name}} could not be planned."
                        + " {{code.name}} was applied. Planned by Jenkins", jenkins.getCommentTemplates().stream().map(texts -> String.join(" ",
                        texts.getIntroduction(), texts.getQuiet(), texts.getFailed(), texts.getApplied(), texts.getFooter())).findFirst().orElseThrow());
    }

    /** What is added to the configuration and not to the file of this test would be exported by nobody. */
    @Test
    @ConfiguredWithCode("cloudops.yaml")
    public void everySettingIsInTheFileAndInTheExport() throws Exception {
        String file = new String(ConfigurationAsCodeTest.class.getResourceAsStream("cloudops.yaml").readAllBytes(), StandardCharsets.UTF_8);
        Set<String> expected = settings("cloudOps", CloudOpsConfiguration.class);
        assertTrue(expected.toString(), expected.containsAll(Set.of("cloudOps.gates.limits.delete", "cloudOps.tracing.endpoint",
                "cloudOps.defaults.awsRole.role", "cloudOps.forges.kind")));
        // Only a folder binds any.
        expected.remove("cloudOps.defaults.credentials");

        assertEquals(expected, paths("cloudOps", child(child(yaml(file), "unclassified"), "cloudOps")));
        assertEquals(expected, paths("cloudOps", child(child(yaml(exported()), "unclassified"), "cloudOps")));
    }

    @Test
    @ConfiguredWithCode("cloudops.yaml")
    public void anExportCanBeImported() throws Exception {
        String before = exported();
        CloudOpsConfiguration.get().setGates(List.of());
        CloudOpsConfiguration.get().setDefaults(List.of());
        CloudOpsConfiguration.get().setTracing(null);

        Path file = folder.newFile("exported.yaml").toPath();
        Files.writeString(file, "unclassified:\n" + section(before, "cloudOps") + "tool:\n" + section(before, "terraformCli"));
        ConfigurationAsCode.get().configure(file.toString());

        assertEquals(section(before, "cloudOps"), section(exported(), "cloudOps"));
    }

    private static String exported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What stands below a name that is two spaces deep, with the name. */
    private static String section(String yaml, String name) {
        Matcher section = Pattern.compile("(?m)^  " + name + ":\n(?:   .*\n)+").matcher(yaml);
        assertTrue(name, section.find());
        return section.group();
    }

    private static Node yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    }

    private static Node child(Node node, String name) {
        return ((MappingNode) node).getValue().stream().filter(entry -> ((ScalarNode) entry.getKeyNode()).getValue().equals(name))
                .findFirst().orElseThrow().getValueNode();
    }

    /** The names of all scalars and lists of scalars, through lists. */
    private static Set<String> paths(String path, Node node) {
        Set<String> paths = new TreeSet<>();
        if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> paths.addAll(paths(path + "." + ((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode())));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(element -> paths.addAll(paths(path, element)));
        } else {
            paths.add(path);
        }
        return paths;
    }

    /** The same of what can be set. */
    private static Set<String> settings(String path, Class<?> type) {
        Set<String> settings = new TreeSet<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    settings.addAll(settings(path + "." + parameter.getName(), parameter.getParameterizedType()));
                }
            }
        }
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = Introspector.decapitalize(method.getName().substring(3));
                settings.addAll(settings(path + "." + name, method.getGenericParameterTypes()[0]));
            }
        }
        return settings;
    }

    private static Set<String> settings(String path, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return settings(path, list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> nested && nested.getName().startsWith("io.jenkins.plugins.cloudops.") ? settings(path, nested) : Set.of(path);
    }
}
