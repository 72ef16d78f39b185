package io.jenkins.plugins.cloudops.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import net.sf.json.JSONSerializer;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The examples of docs/rest.md, each run by a shell with a real curl, answer what stands below them. */
public class RestDocsTest {

    private static final Pattern EXAMPLE = Pattern.compile("```bash\n(.*?)```(?:\\s*```(json|text)\n(.*?)```)?", Pattern.DOTALL);

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String USER = "ann";

    private static String token() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE).everywhere().to(USER));
        User user = User.getById(USER, true);
        return user.getProperty(ApiTokenProperty.class).generateNewToken("example").plainValue;
    }

    private static Run<?, ?> build() throws Exception {
        return JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "shop", "node {\n"
                + Jobs.writeStack("stacks/shop", "resource \"terraform_data\" \"web\" { input = 1 }\nresource \"terraform_data\" \"db\" {}")
                + "def plan = terraformPlan stack: 'stacks/shop', name: 'shop', workspace: 'staging'\nterraformApply plan: plan\n}"));
    }

    private static String run(String script, Map<String, String> environment) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", script).redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().putAll(environment);
        Process process = shell.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(script, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(script + "\n" + output, 0, process.exitValue());
        return output;
    }

    /** All members of all objects, as paths. */
    private static TreeSet<String> shape(Object json, String path) {
        TreeSet<String> shape = new TreeSet<>();
        if (json instanceof JSONObject object) {
            for (Object name : object.keySet()) {
                // Only an object that can be one of several classes has its class.
                if (!name.equals("_class")) {
                    shape.add(path + "." + name);
                    shape.addAll(shape(object.get(name), path + "." + name));
                }
            }
        } else if (json instanceof JSONArray array) {
            array.forEach(element -> shape.addAll(shape(element, path + "[]")));
        }
        return shape;
    }

    @Test
    public void eachExampleAnswersWhatStandsBelowIt() throws Exception {
        Run<?, ?> build = build();
        Map<String, String> environment = Map.of("JENKINS_URL", JENKINS.getURL().toString(), "JENKINS_USER", USER, "JENKINS_TOKEN", token(),
                "TRACE", BuildTrace.of(build).traceId());
        List<String> scripts = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/rest.md")));
        while (example.find()) {
            String script = example.group(1);
            scripts.add(script);
            String output = run(script, environment);
            if ("json".equals(example.group(2))) {
                assertEquals(script + output, shape(JSONSerializer.toJSON(example.group(3)), ""), shape(JSONSerializer.toJSON(output), ""));
            } else if ("text".equals(example.group(2))) {
                assertEquals(script, example.group(3).strip(), output.strip());
            }
        }
        assertEquals(7, scripts.size());
    }
}
