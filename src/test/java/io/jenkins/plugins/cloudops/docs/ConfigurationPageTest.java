package io.jenkins.plugins.cloudops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.CommentTemplates;
import io.jenkins.plugins.cloudops.config.FolderDefaults;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.config.GateDefaults;
import io.jenkins.plugins.cloudops.config.GateLimits;
import io.jenkins.plugins.cloudops.config.IncidentSettings;
import io.jenkins.plugins.cloudops.config.StackDefaults;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.local.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.BeforeClass;
import org.junit.Test;

/** docs/configuration.md has every setting by its label and by its name, and nothing else. */
public class ConfigurationPageTest {

    private static final Map<String, Class<?>> TABLES = Map.ofEntries(
            Map.entry("For all of Jenkins", CloudOpsConfiguration.class),
            Map.entry("Defaults", StackDefaults.class),
            Map.entry("A role at AWS", AwsRoleSettings.class),
            Map.entry("Gates", GateDefaults.class),
            Map.entry("Limits", GateLimits.class),
            Map.entry("Texts of comments", CommentTemplates.class),
            Map.entry("Forges", ForgeSettings.class),
            Map.entry("Incidents", IncidentSettings.class),
            Map.entry("Traces", TracingConfiguration.class),
            Map.entry("Installations", TerraformInstallation.class));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| `(\\w+)` \\|(?:[^|]*\\|){2}$");
    private static final Pattern FIELD = Pattern.compile(
            "field=\"(\\w+)\"(?: title=\"\\$\\{%([^}]+)}\"[^>]*>|[^>]*>\\s*<f:checkbox[^>]*title=\"\\$\\{%([^}]+)})");

    private static String page;

    @BeforeClass
    public static void read() throws Exception {
        page = Files.readString(Path.of("docs/configuration.md"));
    }

    @Test
    public void everySettingHasARow() {
        TABLES.forEach((section, type) -> assertThat(rows(section).keySet()).as(section).isEqualTo(Settings.of(type).keySet()));
        assertThat(Settings.of(FolderDefaults.class).keySet()).as("what a folder has of it").isEqualTo(Set.of("defaults", "gates"));
    }

    @Test
    public void everyRowHasTheLabelOfTheForm() throws Exception {
        for (Map.Entry<String, Class<?>> table : TABLES.entrySet()) {
            Map<String, String> labels = labels(table.getValue());
            rows(table.getKey()).forEach((name, label) ->
                    // Jenkins itself draws the list of installers.
                    assertThat(label).as(table.getKey() + " " + name).isEqualTo(name.equals("properties") ? "Installers" : labels.get(name)));
        }
    }

    @Test
    public void choicesAreThoseOfTheForm() {
        for (ForgeKind kind : ForgeKind.values()) {
            assertThat(page).contains("`" + kind.word() + "`");
        }
    }

    /** A test in a real Jenkins imports and exports that file. */
    @Test
    public void theWholeExampleIsTheOneThatIsImported() throws Exception {
        assertThat(Documents.blocks(page, "yaml"))
                .contains(Files.readString(Path.of("src/test-jenkins/resources/io/jenkins/plugins/cloudops/config/cloudops.yaml")));
    }

    private static Map<String, String> rows(String section) {
        int start = page.indexOf("\n## " + section + "\n");
        assertThat(start).as(section).isPositive();
        int end = page.indexOf("\n## ", start + 4);
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(page.substring(start, end));
        while (row.find()) {
            rows.put(row.group(2), row.group(1));
        }
        return rows;
    }

    private static Map<String, String> labels(Class<?> type) throws Exception {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(Files.readString(Path.of("src/main/resources", type.getName().replace('.', '/'), "config.jelly")));
        while (field.find()) {
            labels.putIfAbsent(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
        }
        return labels;
    }
}
