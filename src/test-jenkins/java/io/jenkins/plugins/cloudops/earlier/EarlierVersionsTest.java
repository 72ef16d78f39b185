package io.jenkins.plugins.cloudops.earlier;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import jenkins.model.Jenkins;
import org.apache.commons.io.FileUtils;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What earlier versions saved is read, and nothing of it is lost when it is saved again. */
public class EarlierVersionsTest {

    private static final Path EARLIER = Path.of("src/test-jenkins/resources/io/jenkins/plugins/cloudops/earlier");
    private static final String OURS = "io.jenkins.plugins.cloudops.";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static List<Path> versions() throws Exception {
        try (Stream<Path> files = Files.list(EARLIER)) {
            List<Path> versions = files.filter(Files::isDirectory).sorted().toList();
            assertTrue(versions.toString(), versions.contains(EARLIER.resolve("0.1.0")));
            return versions;
        }
    }

    @Test
    public void foldersAndJobsKeepEverySetting() throws Exception {
        for (Path version : versions()) {
            String name = "of " + version.getFileName();
            Folder outer = (Folder) JENKINS.jenkins.createProjectFromXML(name, Files.newInputStream(version.resolve("folder.xml")));
            assertKept(version.resolve("folder.xml"), again(outer.getConfigFile()));

            FreeStyleProject job = (FreeStyleProject) outer.createProjectFromXML("job", Files.newInputStream(version.resolve("job.xml")));
            assertEquals(9, job.getBuildersList().size());
            assertKept(version.resolve("job.xml"), again(job.getConfigFile()));
        }
    }

    /** Read from the file, and written once more. */
    private static String again(XmlFile file) throws Exception {
        return Jenkins.XSTREAM2.toXML(file.read());
    }

    @Test
    public void theConfigurationOfJenkinsKeepsEverySetting() throws Exception {
        for (Path version : versions()) {
            for (Object descriptor : List.of(CloudOpsConfiguration.get(), ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class))) {
                String name = descriptor instanceof CloudOpsConfiguration ? "CloudOpsConfiguration.xml" : "TerraformInstallation.xml";
                File copy = folder.newFile(version.getFileName() + name);
                Files.copy(version.resolve(name), copy.toPath(), StandardCopyOption.REPLACE_EXISTING);
                new XmlFile(Jenkins.XSTREAM2, copy).unmarshal(descriptor);
                assertKept(version.resolve(name), Jenkins.XSTREAM2.toXML(descriptor));
            }
        }
    }

    @Test
    public void theBuildShowsItsPlanItsApplyAndItsTrace() throws Exception {
        for (Path version : versions()) {
            FreeStyleProject job = JENKINS.createFreeStyleProject("build of " + version.getFileName());
            FileUtils.copyDirectory(version.resolve("build").toFile(), new File(job.getRootDir(), "builds/1"));
            job.updateNextBuildNumber(2);
            job.doReload();
            FreeStyleBuild build = JENKINS.jenkins.getItemByFullName(job.getFullName(), FreeStyleProject.class).getBuildByNumber(1);

            assertEquals(1, PlanStore.of(build).list().get(0).summary().counts().create());
            assertEquals(StoredApply.Outcome.APPLIED, ApplyStore.of(build).list().get(0).result().outcome());
            assertEquals("1a41cb191f578cd99271b62daaf98b39", BuildTrace.of(build).context().traceId());
            try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
                assertThat(client.getPage(build, "cloudops-plans").asNormalizedText(), containsString("terraform_data.web"));
                assertThat(client.getPage(build, "cloudops-applies").asNormalizedText(), containsString("1 created"));
                assertThat(client.getPage(build, "cloudops-trace").asNormalizedText(), containsString("1a41cb191f578cd99271b62daaf98b39"));
            }
        }
    }

    private static void assertKept(Path file, String now) throws Exception {
        List<String> before = leaves(Files.readString(file));
        assertThat(file.toString(), before.size(), greaterThan(3));
        assertThat(file.toString(), new TreeSet<>(leaves(now)), hasItems(before.toArray(new String[0])));
    }

    /** What has a text, with the way to it, as far as it is ours. */
    private static List<String> leaves(String xml) throws Exception {
        List<String> leaves = new ArrayList<>();
        String text = xml.replaceFirst("^<\\?xml[^>]*>", "");
        collect(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text))).getDocumentElement(),
                "", leaves);
        return text.contains("<" + OURS + "config.CloudOpsConfiguration") ? leaves : leaves.stream().filter(leaf -> leaf.contains(OURS)).toList();
    }

    private static void collect(Element element, String path, List<String> leaves) {
        // The outermost element is named otherwise when an object is written alone.
        String here = element.getParentNode() instanceof Element ? path + "/" + element.getNodeName() : "";
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collect(inner, here, leaves);
                leaf = false;
            }
        }
        if (leaf) {
            leaves.add(here + " = " + element.getTextContent().replace("\r", "").trim());
        }
    }
}
