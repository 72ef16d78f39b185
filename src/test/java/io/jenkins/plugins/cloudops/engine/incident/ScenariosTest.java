package io.jenkins.plugins.cloudops.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

public class ScenariosTest {

    private static final String OWN = """
            scenarios:
              black-friday:
                title: Everybody comes, nobody can pay
                flags:
                  - {flag: loadGeneratorVUs, variant: 50}
                  - flag: paymentFailure
                    variant: on
              high-cpu:
                flags: [{flag: checkoutHighCpu, variant: off}]
            """;

    @Test
    public void theCatalogueHasEveryFlagOfTheDemo() {
        Set<String> flags = new TreeSet<>();
        Scenarios.catalogue().all().forEach(scenario -> scenario.flags().forEach(flag -> flags.add(flag.flag())));

        assertThat(flags).isEqualTo(new TreeSet<>(FlagFile.read("f", FlagFiles.shop()).flags()));
    }

    @Test
    public void everyScenarioOfTheCatalogueCanBeTriggeredAsItIsAndSaysWhatToExpect() {
        FlagFile file = FlagFile.read("f", FlagFiles.shop());
        for (Scenario scenario : Scenarios.catalogue().all()) {
            assertThat(file.touches(scenario)).as(scenario.id()).hasSize(1);
            assertThat(List.of(scenario.title(), scenario.expect(), scenario.look())).as(scenario.id()).noneMatch(String::isBlank);
            assertThat(scenario.id()).matches("[a-z]+(-[a-z]+)*");
        }
    }

    @Test
    public void namesAreUnique() {
        List<String> names = new ArrayList<>();
        for (Scenario scenario : Scenarios.catalogue().all()) {
            Set<String> ofOne = new TreeSet<>(scenario.aliases());
            ofOne.add(scenario.id());
            ofOne.addAll(scenario.flags().get(0).names());
            names.addAll(ofOne);
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    public void aScenarioIsFoundByItsIdItsFlagAndTheFlagsOldName() {
        Scenario highCpu = Scenarios.catalogue().find("high-cpu");

        assertThat(highCpu.flags()).containsExactly(new FlagSetting("adHighCpu", List.of("adServiceHighCpu"), "on"));
        assertThat(Scenarios.catalogue().find("adHighCpu")).isSameAs(highCpu);
        assertThat(Scenarios.catalogue().find("adServiceHighCpu")).isSameAs(highCpu);
    }

    @Test
    public void aFileOfAnOlderDemoIsChangedUnderItsOldNames() {
        FlagFile old = FlagFile.read("f", FlagFiles.shop().replace("adHighCpu", "adServiceHighCpu"));

        assertThat(old.touches(Scenarios.catalogue().find("high-cpu"))).extracting(Touch::flag).containsExactly("adServiceHighCpu");
    }

    @Test
    public void anUnknownNameIsAnsweredWithNearOnes() {
        assertThatThrownBy(() -> Scenarios.catalogue().find("hihg-cpu")).isInstanceOf(IncidentProblem.class)
                .hasMessage("scenario: there is none with the name 'hihg-cpu'. Did you mean 'high-cpu'? listIncidents() says what each does.");
        assertThatThrownBy(() -> Scenarios.catalogue().find("hi-cpu")).hasMessageContaining("Did you mean 'high-cpu'?");
        assertThatThrownBy(() -> Scenarios.catalogue().find("zzzzz")).hasMessageNotContaining("Did you mean")
                .hasMessageContaining("There are: 'ad-failure', 'cart-failure', ");
        assertThatThrownBy(() -> Scenarios.catalogue().find("payment")).hasMessageContaining("'payment-failure', 'payment-unreachable'");
    }

    @Test
    public void aVariantTakesThePlaceOfTheUsualOne() {
        Scenario scenario = Scenarios.catalogue().find("payment-failure");

        assertThat(scenario.withVariant("50%").flags().get(0).variant()).isEqualTo("50%");
        assertThat(scenario.withVariant("").flags().get(0).variant()).isEqualTo("100%");
        assertThatThrownBy(() -> Scenario.ofFlag("a", "").withVariant("")).hasMessage("variant: none is chosen for the flag 'a'. Give one, such as variant: 'on'.");
    }

    @Test
    public void ownScenariosHaveSeveralFlagsAndValuesAsTheyAreWritten() {
        Scenarios own = Scenarios.read("own.yaml", OWN);

        assertThat(own.find("black-friday").flags()).containsExactly(FlagSetting.of("loadGeneratorVUs", "50"), FlagSetting.of("paymentFailure", "on"));
        assertThat(own.find("high-cpu").flags()).containsExactly(FlagSetting.of("checkoutHighCpu", "off"));
        assertThat(own.before(Scenarios.catalogue()).find("high-cpu").flags().get(0).flag()).isEqualTo("checkoutHighCpu");
        assertThat(own.before(Scenarios.catalogue()).find("slow-images").title()).isNotBlank();
        assertThatThrownBy(() -> own.find("black-friday").withVariant("on")).hasMessageContaining("sets 2 flags");
    }

    @Test
    public void aFileThatIsNoneIsRefusedInASentence() {
        for (String text : List.of("", "x", "- a", "scenarios:", "scenarios: {}", "scenarios: {a: b}", "scenarios: {a: {flags: []}}",
                "scenarios: {a: {flags: [{variant: on}]}}", "scenarios: {a: {flag: b}}", "scenarios: {a: {flags: [{flag: b, varaint: on}]}}",
                "scenarios: {a: {flags: [{flag: b}, {flag: b}]}}", "scenarios: [", "a: b: c", "scenarios: &a {x: *a}")) {
            assertThatThrownBy(() -> Scenarios.read("own.yaml", text)).as(text).isInstanceOf(IncidentProblem.class).hasMessageContaining("own.yaml");
        }
        assertThatThrownBy(() -> Scenarios.read("own.yaml", "scenarios: {a: {flags: [{flag: b, varaint: on}]}}"))
                .hasMessageContaining("unknown field 'varaint'").hasMessageContaining("'variant'");
    }
}
