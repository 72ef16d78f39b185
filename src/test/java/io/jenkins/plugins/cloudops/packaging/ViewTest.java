package io.jenkins.plugins.cloudops.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import groovy.lang.GroovyShell;
import hudson.model.Descriptor;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Parses every view and every help text. */
public class ViewTest {

    private static final String FIRST_LINE = "<?jelly escape-by-default='true'?>";
    private static final Set<String> HELP_TAGS = Set.of("div", "p", "pre", "code", "ul", "ol", "li", "dl", "dt", "dd", "em", "strong", "br", "a");
    private static final Pattern KEY = Pattern.compile("\\$\\{%([^}(]+)(\\([^}]*\\))?}");

    @Test
    public void everyViewEscapesWhatItShows() throws Exception {
        assertThat(views()).isNotEmpty();
        for (Path view : views()) {
            assertThat(Files.readAllLines(view)).as(view.toString()).startsWith(FIRST_LINE);
            assertThat(Files.readString(view)).as(view.toString()).doesNotContain("escapeText", "<j:out", "h.xmlEscape", "disable-output-escaping");
        }
    }

    @Test
    public void everyViewCanLiveUnderAStrictContentSecurityPolicy() throws Exception {
        for (Path view : views()) {
            for (Element element : elements(parse(view))) {
                String where = view + " <" + element.getTagName() + ">";
                if (element.getTagName().equals("script")) {
                    assertThat(element.getTextContent()).as(where).isBlank();
                }
                assertThat(element.getTagName()).as(where).isNotIn("style", "iframe", "object", "embed");
                for (Attr attribute : attributes(element)) {
                    String name = attribute.getName().toLowerCase(Locale.ROOT);
                    String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                    assertThat(name.startsWith("on")).as("%s %s", where, name).isFalse();
                    assertThat(name).as(where).isNotEqualTo("style");
                    assertThat(value).as("%s %s", where, name).doesNotStartWith("javascript:").doesNotStartWith("data:");
                    if (name.equals("src")) {
                        assertThat(value).as("%s %s", where, name).doesNotContain("//");
                    }
                }
            }
        }
    }

    @Test
    public void everyPictureHasAText() throws Exception {
        for (Path view : views()) {
            for (Element element : elements(parse(view))) {
                if (Set.of("l:icon", "img", "svg").contains(element.getTagName())) {
                    assertThat(element.hasAttribute("alt") || element.hasAttribute("tooltip") || element.getAttribute("aria-hidden").equals("true"))
                            .as("%s <%s %s>", view, element.getTagName(), element.getAttribute("src")).isTrue();
                }
            }
        }
    }

    @Test
    public void everyDirectoryOfViewsIsThatOfAClass() throws Exception {
        Set<Path> directories = new TreeSet<>();
        for (String ending : List.of(".jelly", ".html")) {
            Sources.files(Sources.RESOURCES, ending).stream().map(Path::getParent)
                    .filter(directory -> !directory.equals(Sources.RESOURCES)).forEach(directories::add);
        }
        for (Path directory : directories) {
            assertThatCode(() -> Sources.classOf(directory)).as(directory.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    public void everyViewThatIsIncludedIsThere() throws Exception {
        for (Path view : views()) {
            for (Element include : elements(parse(view))) {
                // Whose view it is, where it is of another object, is only known at run time.
                if (include.getTagName().equals("st:include") && !include.getAttribute("optional").equals("true")
                        && (include.hasAttribute("class") || !include.hasAttribute("it"))) {
                    Path directory = include.hasAttribute("class") ? Sources.viewsOf(include.getAttribute("class")) : view.getParent();
                    assertThat(directory.resolve(include.getAttribute("page") + ".jelly")).exists();
                }
            }
        }
    }

    @Test
    public void everyStyleAndScriptThatIsIncludedIsThere() throws Exception {
        List<String> included = new ArrayList<>();
        for (Path view : views()) {
            for (Element adjunct : elements(parse(view))) {
                if (adjunct.getTagName().equals("st:adjunct")) {
                    String name = adjunct.getAttribute("includes");
                    included.add(name);
                    Path file = Sources.RESOURCES.resolve(name.replace('.', '/'));
                    assertThat(Stream.of(".css", ".js").filter(ending -> Files.exists(file.resolveSibling(file.getFileName() + ending))))
                            .as("%s includes %s", view, name).isNotEmpty();
                }
            }
        }
        assertThat(included).contains("io.jenkins.plugins.cloudops.page.style", "io.jenkins.plugins.cloudops.page.filter");
    }

    @Test
    public void everyFieldOfAFormIsAPropertyOfWhatItDescribes() throws Exception {
        for (Path form : forms()) {
            Class<?> described = Sources.classOf(form.getParent());
            for (String field : fields(form)) {
                assertThat(getters(described)).as("%s: field %s", form, field).contains(field);
            }
        }
    }

    @Test
    public void everyFieldOfAFormHasHelp() throws Exception {
        for (Path form : forms()) {
            Class<?> described = Sources.classOf(form.getParent());
            for (String field : fields(form)) {
                assertThat(help(described, field)).as("%s: field %s", form, field).exists();
            }
        }
    }

    @Test
    public void noHelpIsForAFieldThatIsGone() throws Exception {
        for (Path help : helps()) {
            String name = help.getFileName().toString();
            if (!name.equals("help.html")) {
                Class<?> described = Sources.classOf(help.getParent());
                Set<String> fields = new TreeSet<>();
                for (Path form : forms()) {
                    if (described.isAssignableFrom(Sources.classOf(form.getParent()))) {
                        fields.addAll(fields(form));
                    }
                }
                assertThat(fields).as(help.toString())
                        .contains(name.substring("help-".length(), name.length() - ".html".length()));
            }
        }
    }

    @Test
    public void helpHasOnlyTagsThatJenkinsLetsThrough() throws Exception {
        for (Path help : helps()) {
            Document document = parse(help);
            assertThat(document.getDocumentElement().getTagName()).as(help.toString()).isEqualTo("div");
            for (Element element : elements(document)) {
                assertThat(HELP_TAGS).as(help.toString()).contains(element.getTagName());
                for (Attr attribute : attributes(element)) {
                    assertThat(element.getTagName() + " " + attribute.getName()).as(help.toString()).isEqualTo("a href");
                    assertThat(attribute.getValue()).as(help.toString()).startsWith("https://");
                }
            }
            assertThat(document.getDocumentElement().getTextContent()).as(help.toString()).isNotBlank();
        }
    }

    @Test
    public void helpForAStepEndsInAnExampleThatIsGroovy() throws Exception {
        List<Path> ofSteps = helps().stream().filter(help -> help.toString().contains("/steps/")).toList();
        assertThat(ofSteps).isNotEmpty();
        for (Path help : ofSteps) {
            NodeList children = parse(help).getDocumentElement().getElementsByTagName("*");
            Element last = (Element) children.item(children.getLength() - 1);
            assertThat(last.getTagName() + " in " + last.getParentNode().getNodeName()).as(help.toString()).isEqualTo("code in pre");
            String example = last.getTextContent();
            String name = help.getFileName().toString();
            if (!name.equals("help.html")) {
                assertThat(example).as(help.toString()).contains(name.substring("help-".length(), name.length() - ".html".length()) + ":");
            }
            assertThatCode(() -> new GroovyShell().parse(example)).as(help + ": " + example).doesNotThrowAnyException();
        }
    }

    @Test
    public void everyTextWithParametersHasItsPattern() throws Exception {
        for (Path view : views()) {
            Map<String, String> texts = texts(view);
            for (Matcher key : keys(view)) {
                if (key.group(2) != null) {
                    assertThat(texts).as("%s: %s", view, key.group()).containsKey(key.group(1));
                    assertThat(texts.get(key.group(1))).as("%s: %s", view, key.group()).contains("{0}");
                }
            }
        }
    }

    @Test
    public void aTextThatIsNoEnglishHasItsEnglish() throws Exception {
        for (Path view : views()) {
            for (Matcher key : keys(view)) {
                // What is in no file is shown as it stands, so it has to read like a text.
                assertThat(texts(view).containsKey(key.group(1)) || Character.isUpperCase(key.group(1).charAt(0)))
                        .as("%s: %s", view, key.group()).isTrue();
            }
        }
    }

    @Test
    public void noTextOfAViewIsLeftOver() throws Exception {
        for (Path file : Sources.files(Sources.RESOURCES, ".properties")) {
            if (!file.endsWith("Messages.properties")) {
                Path view = file.resolveSibling(file.getFileName().toString().replaceFirst("(_[a-z]{2})?\\.properties$", ".jelly"));
                assertThat(view).exists();
                List<String> used = keys(view).stream().map(key -> key.group(1)).toList();
                assertThat(Sources.properties(file).keySet()).as(file.toString()).isSubsetOf(used);
                Sources.properties(file).values().forEach(text -> MessagesTest.assertQuoted(file.toString(), text));
            }
        }
    }

    private static List<Path> views() throws Exception {
        return Sources.files(Sources.RESOURCES, ".jelly");
    }

    private static List<Path> helps() throws Exception {
        return Sources.files(Sources.RESOURCES, ".html");
    }

    private static List<Path> forms() throws Exception {
        List<Path> forms = views().stream().filter(view -> view.getFileName().toString().matches("(config|config-details|global)\\.jelly")).toList();
        assertThat(forms).isNotEmpty();
        return forms;
    }

    /** The fields of a form and of what it includes. */
    private static Set<String> fields(Path form) throws Exception {
        Set<String> fields = new LinkedHashSet<>();
        for (Element element : elements(parse(form))) {
            if (element.hasAttribute("field")) {
                fields.add(element.getAttribute("field"));
            }
            if (element.getTagName().equals("st:include")) {
                Path directory = element.hasAttribute("class") ? Sources.viewsOf(element.getAttribute("class")) : form.getParent();
                fields.addAll(fields(directory.resolve(element.getAttribute("page") + ".jelly")));
            }
        }
        return fields;
    }

    private static Set<String> getters(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            Matcher getter = Pattern.compile("(?:get|is)([A-Z])(\\w*)").matcher(method.getName());
            if (getter.matches() && method.getParameterCount() == 0) {
                names.add(getter.group(1).toLowerCase(Locale.ROOT) + getter.group(2));
            }
        }
        return names;
    }

    /** Where a descriptor looks for help, be it with what it describes or what that extends, or is told to. */
    private static Path help(Class<?> described, String field) throws Exception {
        Path own = Sources.viewsOf(described.getName()).resolve("help-" + field + ".html");
        for (Class<?> type = described; type != null; type = type.getSuperclass()) {
            Path help = Sources.viewsOf(type.getName()).resolve("help-" + field + ".html");
            if (Files.exists(help)) {
                return help;
            }
        }
        for (Class<?> nested : described.getDeclaredClasses()) {
            if (Descriptor.class.isAssignableFrom(nested)
                    && nested.getMethod("getHelpFile", String.class).getDeclaringClass().getName().startsWith("io.jenkins.plugins.cloudops.")) {
                String url = ((Descriptor<?>) nested.getDeclaredConstructor().newInstance()).getHelpFile(field);
                Matcher parts = Pattern.compile("/descriptor/([\\w.$]+)/help/(\\w+)").matcher(url);
                assertThat(parts.matches()).as(url).isTrue();
                return help(Class.forName(parts.group(1)), parts.group(2));
            }
        }
        return own;
    }

    private static List<Matcher> keys(Path view) throws Exception {
        List<Matcher> keys = new ArrayList<>();
        Matcher key = KEY.matcher(Files.readString(view));
        while (key.find()) {
            Matcher found = KEY.matcher(key.group());
            assertThat(found.matches()).isTrue();
            keys.add(found);
        }
        return keys;
    }

    private static Map<String, String> texts(Path view) throws Exception {
        Path file = view.resolveSibling(view.getFileName().toString().replace(".jelly", ".properties"));
        return Files.exists(file) ? Sources.properties(file) : Map.of();
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        try {
            return builder.parse(new InputSource(new StringReader(Files.readString(file))));
        } catch (SAXException e) {
            throw new AssertionError(file + " is not well-formed: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<Attr> attributes(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add((Attr) element.getAttributes().item(i));
        }
        return attributes;
    }
}
