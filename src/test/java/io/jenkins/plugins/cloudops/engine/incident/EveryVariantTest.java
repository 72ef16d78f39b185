package io.jenkins.plugins.cloudops.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Every flag of the demo with every variant that it has. */
public class EveryVariantTest {

    @Test
    public void eachIsSetAndUndoneByteForByte() {
        FlagFile file = FlagFile.read("demo.json", FlagFiles.shop());
        int count = 0;
        for (String flag : file.flags()) {
            for (String variant : file.flag(flag).variants()) {
                List<Touch> touches;
                try {
                    touches = FlagFiles.touches(FlagFiles.shop(), flag, variant);
                } catch (IncidentProblem resting) {
                    assertThat(resting).hasMessageContaining("already");
                    continue;
                }
                String after = FlagFiles.triggered(FlagFiles.shop(), touches);
                Flag changed = FlagFile.read("demo.json", after).flag(flag);
                assertThat(changed.value(touches.get(0).place()).text()).isEqualTo(variant);
                assertThat(FlagFiles.cleared(after, touches).text()).isEqualTo(FlagFiles.shop());
                count++;
            }
        }
        assertThat(count).isEqualTo(file.flags().stream().mapToInt(flag -> file.flag(flag).variants().size() - 1).sum()).isGreaterThan(35);
    }

    @Test
    public void theDocumentationHasEachScenarioOfTheCatalogue() throws Exception {
        String text = Files.readString(Path.of("docs/incidents.md"));
        for (Scenario scenario : Scenarios.catalogue().all()) {
            FlagSetting setting = scenario.flags().get(0);
            String variants = String.join(", ", FlagFile.read("f", FlagFiles.shop()).flag(setting.flag()).variants());
            assertThat(text).contains("| `" + scenario.id() + "` | `" + setting.flag() + "`")
                    .contains("| `" + setting.variant() + "` of " + variants + " | ").contains(" | " + scenario.expect() + " | " + scenario.look() + " |");
        }
    }
}
