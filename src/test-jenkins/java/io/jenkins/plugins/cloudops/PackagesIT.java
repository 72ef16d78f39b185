package io.jenkins.plugins.cloudops;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;

import hudson.Extension;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * The package of the build that needs Maven Central alone is the same as that of the Jenkins tools,
 * and works in a real Jenkins. Skipped until pom.xml was built.
 */
public class PackagesIT {

    private static final Path CENTRAL = Path.of("target/cloudops-pipeline.hpi");
    private static final Path ORTHODOX = Path.of("target/jenkins/cloudops-pipeline.hpi");
    private static final String JAR = "WEB-INF/lib/cloudops-pipeline.jar";

    /** What only says who built it. */
    private static final Set<String> OF_THE_TOOLS = Set.of("Build-Jdk-Spec", "Created-By", "Implementation-Build",
            "Implementation-Title", "Implementation-Version", "Java-Version", "Manifest-Version", "Plugin-Developers",
            "Plugin-GitHash", "Plugin-Module", "Plugin-ScmTag", "Specification-Title", "Specification-Version");

    /** What tools add for themselves, or in whose place class files have the names of parameters. */
    private static final Pattern BESIDES = Pattern.compile("META-INF/maven/.*|META-INF/annotations/.*\\.txt|.*\\.stapler"
            + "|.*\\.javadoc|META-INF/exposed\\.stapler-beans"
            + "|META-INF/services/annotations/org\\.kohsuke\\.(accmod\\.Restricted|stapler\\.export\\.ExportedBean)|WEB-INF/licenses\\.xml");

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static final RealJenkinsRule JENKINS = new RealJenkinsRule().omitPlugins("cloudops-pipeline");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new RealTerraform()).around(JENKINS);

    @BeforeClass
    public static void isBuilt() {
        assumeTrue("There is no " + CENTRAL + " to compare with. Build pom.xml first.", Files.exists(CENTRAL));
    }

    @Test
    public void theManifestsSayTheSame() throws Exception {
        assertEquals(attributes(manifest(Files.readAllBytes(ORTHODOX))), attributes(manifest(Files.readAllBytes(CENTRAL))));
        assertEquals(attributes(manifest(file(ORTHODOX, JAR))), attributes(manifest(file(CENTRAL, JAR))));
    }

    @Test
    public void thePackagesHaveTheSameFiles() throws Exception {
        assertEquals(entries(Files.readAllBytes(ORTHODOX)).keySet(), entries(Files.readAllBytes(CENTRAL)).keySet());
        assertEquals(entries(file(ORTHODOX, JAR)).keySet(), entries(file(CENTRAL, JAR)).keySet());
    }

    @Test
    public void whatIsNotCompiledIsTheSameByteForByte() throws Exception {
        Map<String, byte[]> central = entries(file(CENTRAL, JAR));
        for (Map.Entry<String, byte[]> entry : entries(file(ORTHODOX, JAR)).entrySet()) {
            if (!entry.getKey().endsWith(".class") && !entry.getKey().startsWith("META-INF/")) {
                assertArrayEquals(entry.getKey(), entry.getValue(), central.get(entry.getKey()));
            }
        }
    }

    @Test
    public void theIndexesNameTheSame() throws Exception {
        assertEquals(extensions(ORTHODOX), extensions(CENTRAL));
        assertEquals(symbols(ORTHODOX), symbols(CENTRAL));
    }

    @Test
    public void thePackageOfMavenCentralWorksInARealJenkins() throws Throwable {
        Files.copy(CENTRAL, JENKINS.getHome().toPath().resolve("plugins/cloudops-pipeline.jpi"));
        JENKINS.startJenkins();
        JENKINS.runRemotely(PackagesIT::planInAFreestyleJobAndAPipeline);
    }

    private static void planInAFreestyleJobAndAPipeline(JenkinsRule jenkins) throws Throwable {
        String shop = "resource \"terraform_data\" \"web\" { input = 1 }";
        FreeStyleProject job = jenkins.configRoundtrip(Jobs.freestyle(jenkins, "freestyle", shop));
        jenkins.assertLogContains("Plan: 1 to create", jenkins.buildAndAssertSuccess(job));
        jenkins.assertLogContains("it creates 1", jenkins.buildAndAssertSuccess(Jobs.pipeline(jenkins, "pipeline",
                "node {\n" + Jobs.writeStack("shop", shop)
                        + "def plan = terraformPlan stack: 'shop'\necho \"it creates ${plan.create}\"\n}")));
        jenkins.assertLogContains("lockTimeout: 'soon' is no duration", jenkins.buildAndAssertStatus(Result.FAILURE,
                Jobs.pipeline(jenkins, "refused", "node { terraformPlan lockTimeout: 'soon' }")));
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.getPage(job.getLastBuild(), "cloudops-plans").asNormalizedText(), containsString("Plan: 1 to create"));
        }
        jenkins.configRoundtrip();
    }

    private static Map<String, Object> attributes(Manifest manifest) {
        Map<String, Object> attributes = new TreeMap<>();
        manifest.getMainAttributes().forEach((name, value) -> {
            if (!OF_THE_TOOLS.contains(name.toString())) {
                attributes.put(name.toString(), name.toString().equals("Plugin-Dependencies")
                        ? new TreeSet<>(Arrays.asList(value.toString().split(","))) : value);
            }
        });
        return attributes;
    }

    private static Manifest manifest(byte[] archive) throws IOException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(archive))) {
            return jar.getManifest();
        }
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !BESIDES.matcher(entry.getName()).matches()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static byte[] file(Path archive, String name) throws IOException {
        try (JarFile zip = new JarFile(archive.toFile()); InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static Set<String> extensions(Path hpi) throws IOException {
        Path jar = TEMPORARY.newFile().toPath();
        Files.write(jar, file(hpi, JAR));
        Set<String> names = new TreeSet<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
                names.add(item.className());
            }
        }
        return names;
    }

    private static Set<String> symbols(Path hpi) throws IOException {
        byte[] index = entries(file(hpi, JAR)).get("META-INF/services/annotations/org.jenkinsci.Symbol");
        return new String(index, StandardCharsets.UTF_8).lines().collect(Collectors.toCollection(TreeSet::new));
    }
}
