package io.jenkins.plugins.cloudops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.util.DelegatingScript;
import io.jenkins.plugins.cloudops.local.Settings;
import java.io.ByteArrayInputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The freestyle example says in each of its three forms what there is to be said. A test in a real Jenkins runs config.xml. */
public class FreestyleExampleTest {

    private static final Path EXAMPLE = Path.of("examples/freestyle");
    private static final String BUILDERS = "io.jenkins.plugins.cloudops.builders.";
    private static final Pattern ADDED = Pattern.compile("(?m)^    planning << (\\w+)\\('class': 'linked-hash-map'\\) \\{$");

    @Test
    public void everyElementOfTheXmlIsASetting() throws Exception {
        Map<String, Map<String, Object>> builders = ofXml(Files.readString(EXAMPLE.resolve("config.xml")));

        assertThat(builders.keySet()).containsExactlyInAnyOrder("TerraformCheckBuilder", "TerraformPlanBuilder", "TerraformApplyBuilder");
        assertSettings(builders);
        for (String block : Documents.blocks(Files.readString(Path.of("docs/freestyle.md")), "xml")) {
            assertThat(ofXml("<builders>" + block + "</builders>")).isNotEmpty();
            assertSettings(ofXml("<builders>" + block + "</builders>"));
        }
    }

    private static void assertSettings(Map<String, Map<String, Object>> builders) throws Exception {
        for (String builder : builders.keySet()) {
            assertThat(Settings.of(Class.forName(BUILDERS + builder)).keySet()).as(builder).containsAll(builders.get(builder).keySet());
        }
    }

    /** As that plugin takes them: each setting once, with a value of its type, and none that is a map. */
    @Test
    public void jobDslSetsTheSameSettings() throws Exception {
        String script = Files.readString(EXAMPLE.resolve("job.groovy"));
        Map<String, Map<String, Object>> said = ofJobDsl(script);

        for (String builder : said.keySet()) {
            Map<String, Type> settings = Settings.of(Class.forName(BUILDERS + builder));
            said.get(builder).forEach((name, value) -> {
                assertThat(settings).as(builder).containsKey(name);
                assertThat(value.getClass()).as(name).isEqualTo(settings.get(name) == boolean.class ? Boolean.class : settings.get(name));
            });
        }
        ADDED.matcher(script).results().map(added -> added.group(1)).forEach(name -> {
            Type type = Settings.of(planBuilder()).get(name);
            assertThat(type).as(name).isInstanceOfSatisfying(ParameterizedType.class, map -> assertThat(map.getRawType()).isEqualTo(Map.class));
            said.get("TerraformPlanBuilder").put(name, "");
        });
        assertThat(names(said)).isEqualTo(names(ofXml(Files.readString(EXAMPLE.resolve("config.xml")))).entrySet().stream()
                // Those have their defaults there, as Jenkins saves them.
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getKey().equals("TerraformCheckBuilder")
                        ? new TreeSet<>(List.of("stack", "test")) : entry.getValue())));
    }

    private static Class<?> planBuilder() {
        try {
            return Class.forName(BUILDERS + "TerraformPlanBuilder");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, TreeSet<String>> names(Map<String, Map<String, Object>> builders) {
        return builders.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> new TreeSet<>(entry.getValue().keySet())));
    }

    /** Variables of the build are written in a way that the Configuration as Code plugin leaves to the job. */
    @Test
    public void codeHasTheSameScript() throws Exception {
        String script = Files.readString(EXAMPLE.resolve("job.groovy")).replace("${", "^${");

        assertThat(Files.readString(EXAMPLE.resolve("jenkins.yaml")))
                .endsWith("jobs:\n  - script: |\n" + script.replaceAll("(?m)^(?=.)", "      "));
    }

    private static Map<String, Map<String, Object>> ofXml(String xml) throws Exception {
        Map<String, Map<String, Object>> builders = new TreeMap<>();
        NodeList all = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.replace("version='1.1'", "version='1.0'").getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i).getNodeName().startsWith(BUILDERS)) {
                Map<String, Object> settings = new TreeMap<>();
                for (Node child = all.item(i).getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child instanceof Element) {
                        settings.put(child.getNodeName(), child.getTextContent().trim());
                    }
                }
                builders.put(all.item(i).getNodeName().substring(BUILDERS.length()), settings);
            }
        }
        return builders;
    }

    private static Map<String, Map<String, Object>> ofJobDsl(String script) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(DelegatingScript.class.getName());
        DelegatingScript parsed = (DelegatingScript) new GroovyShell(configuration).parse(script);
        Recorder all = new Recorder();
        parsed.setDelegate(all);
        parsed.run();
        Map<String, Map<String, Object>> builders = new TreeMap<>();
        Recorder steps = (Recorder) ((Recorder) all.said.get("freeStyleJob")).said.get("steps");
        steps.said.forEach((name, settings) ->
                builders.put(Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Builder", ((Recorder) settings).said));
        return builders;
    }

    /** Notes what is called in a closure; what a {@code configure} block has in it is another language. */
    private static final class Recorder extends GroovyObjectSupport {

        private final Map<String, Object> said = new TreeMap<>();

        @Override
        public Object invokeMethod(String name, Object arguments) {
            Object[] given = (Object[]) arguments;
            Object last = given[given.length - 1];
            if (last instanceof Closure<?> block && !name.equals("configure")) {
                Recorder inner = new Recorder();
                block.setDelegate(inner);
                block.setResolveStrategy(Closure.DELEGATE_FIRST);
                block.call();
                said.put(name, inner);
            } else {
                assertThat(said.put(name, last)).as("twice: " + name).isNull();
            }
            return null;
        }
    }
}
