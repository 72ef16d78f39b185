package io.jenkins.plugins.cloudops.engine.incident;

import static io.jenkins.plugins.cloudops.engine.incident.FlagFiles.cleared;
import static io.jenkins.plugins.cloudops.engine.incident.FlagFiles.shop;
import static io.jenkins.plugins.cloudops.engine.incident.FlagFiles.touches;
import static io.jenkins.plugins.cloudops.engine.incident.FlagFiles.triggered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FlagFileTest {

    private static final String ODD = "\uFEFF{\r\n\t\"flags\" :{ \"a\":{\"state\":\"ENABLED\",\"variants\":{\"off\":1e0,\"on\" : -2.50},\r\n"
            + "\"defaultVariant\":\"\\u006fff\"  , \"metadata\":{\"ä😀\":[1,2 ,{}]}}}}";

    @Test
    public void onlyTheVariantIsChanged() {
        List<Touch> touches = touches(shop(), "adHighCpu", "on");

        String after = triggered(shop(), touches);

        assertThat(after).hasSize(shop().length() - 1);
        assertThat(after.replaceFirst("(CPU load in ads(?s:.*?)\"defaultVariant\": )\"on\"", "$1\"off\"")).isEqualTo(shop());
        assertThat(cleared(after, touches).text()).isEqualTo(shop());
        assertThat(cleared(after, touches).left()).isEmpty();
    }

    @Test
    public void formattingEscapesAndTheByteOrderMarkStayAsTheyWere() {
        List<Touch> touches = touches(ODD, "a", "on");

        String after = triggered(ODD, touches);

        assertThat(after).isEqualTo(ODD.replace("\"\\u006fff\"", "\"on\""));
        assertThat(cleared(after, touches).text()).isEqualTo(ODD);
    }

    @Test
    public void aFlagWithATargetingIsChangedWhereItDecides() {
        List<Touch> touches = touches(shop(), "productCatalogFailure", "on");

        String after = triggered(shop(), touches);

        assertThat(touches).extracting(Touch::place).containsExactly("targeting.if[1]");
        assertThat(after.replaceAll("\\s", "")).contains("\"OLJCESPC7Z\"]},\"on\",\"off\"]").contains("\"defaultVariant\":\"off\",\"targeting\"");
        assertThat(cleared(after, touches).text()).isEqualTo(shop());
        assertThat(FlagFile.read("f", shop()).context("productCatalogFailure")).isEqualTo(Map.of("product_id", "OLJCESPC7Z"));
        assertThat(FlagFile.read("f", shop()).context("adFailure")).isEmpty();
    }

    @Test
    public void whatRestsAtOnIsRestoredToOn() {
        List<Touch> touches = touches(shop(), "loadGeneratorTraffic", "off");

        assertThat(touches.get(0).resting()).isEqualTo("on");
        assertThat(cleared(triggered(shop(), touches), touches).text()).isEqualTo(shop());
    }

    @Test
    public void triggeringAndClearingTwiceAreAsOnce() {
        List<Touch> touches = touches(shop(), "paymentFailure", "50%");
        String after = triggered(shop(), touches);

        assertThat(triggered(after, touches)).isEqualTo(after);
        assertThat(cleared(shop(), touches).text()).isEqualTo(shop());
        assertThat(cleared(shop(), touches).left()).isEmpty();
    }

    @Test
    public void whatSomebodyElseSetIsLeft() {
        List<Touch> touches = touches(shop(), "paymentFailure", "50%");
        String theirs = triggered(shop(), touches(shop(), "paymentFailure", "75%"));

        FlagFile.Cleared cleared = cleared(theirs, touches);

        assertThat(cleared.text()).isEqualTo(theirs);
        assertThat(cleared.left()).containsExactly("The flag 'paymentFailure' has '75%', which somebody else set: the incident had set '50%', "
                + "and before that it was 'off'. Their value was left; clear with force: true to restore 'off'.");
        assertThat(FlagFile.read("f", theirs).cleared(touches, true).text()).isEqualTo(shop());
    }

    @Test
    public void aFlagThatIsGoneIsSaid() {
        List<Touch> touches = touches(shop(), "paymentFailure", "50%");
        String without = shop().replace("paymentFailure", "other");

        assertThat(cleared(without, touches).text()).isEqualTo(without);
        assertThat(cleared(without, touches).left()).singleElement().asString().contains("Somebody else took it away");
        assertThat(FlagFile.read("f", without).cleared(touches, true).left()).hasSize(1);
    }

    @Test
    public void nothingIsWrittenOverWhatSomebodyElseSetMeanwhile() {
        List<Touch> touches = touches(shop(), "paymentFailure", "50%");
        String theirs = triggered(shop(), touches(shop(), "paymentFailure", "75%"));

        assertThatThrownBy(() -> triggered(theirs, touches)).isInstanceOf(IncidentProblem.class)
                .hasMessageContaining("was changed by somebody else meanwhile: the flag 'paymentFailure' had 'off' and has '75%'");
    }

    @Test
    public void aFlagFileThatWasWrittenAnewByOthersIsClearedByItsValues() {
        List<Touch> touches = touches(ODD, "a", "on");
        String again = triggered(ODD, touches).replace("\"on\"  ,", "\"\\u006fn\",\n");

        assertThat(cleared(again, touches).text()).contains("\"defaultVariant\":\"\\u006fff\",\n");
    }

    @Test
    public void namesThatAreNearAreSuggested() {
        assertProblem(() -> touches(shop(), "payment-failure", "on"), "demo.json has no flag 'payment-failure'. Did you mean 'paymentFailure'?");
        assertProblem(() -> touches(shop(), "paymentFailure", "5%"), "The flag 'paymentFailure' has no variant '5%'. Did you mean '25%', '50%', '75%'?");
        assertProblem(() -> touches(shop(), "adHighCpu", "yes"), "The flag 'adHighCpu' has no variant 'yes'. There are: 'off', 'on'.");
        assertProblem(() -> touches("{\"flags\": {}}", "adHighCpu", "on"), "demo.json has no flag 'adHighCpu'. There are none.");
    }

    @Test
    public void whatCannotBeTriggeredIsExplained() {
        assertProblem(() -> touches(shop(), "adHighCpu", "off"), "The flag 'adHighCpu' serves 'off' in demo.json already");
        assertProblem(() -> touches(shop().replaceFirst("ENABLED", "DISABLED"), "adFailure", "on"), "The flag 'adFailure' in demo.json is DISABLED");
        assertProblem(() -> touches(shop().replace("\"if\"", "\"fractional\""), "productCatalogFailure", "on"), "by a targeting with more than one rule");
        assertProblem(() -> touches(shop().replace("\"off\",\n          \"off\"", "{\"var\": \"x\"}, \"off\""), "productCatalogFailure", "on"), "by a targeting");
        assertProblem(() -> touches("{\"flags\":{\"a\":{\"state\":\"ENABLED\",\"variants\":{\"on\":1}}}}", "a", "on"), "has no defaultVariant");
    }

    @Test
    public void aFileThatIsNoFlagDefinitionIsRefused() {
        for (String text : List.of("", " ", "[]", "1", "{\"flags\": []}", "{}", "{\"flags\": {\"a\": 1}}", "{\"flags\": {\"a\": {}}}",
                "{\"flags\": {\"a\": {\"state\": \"on\", \"variants\": {\"a\": 1}}}}", "{\"flags\": {\"a\": {\"state\": \"ENABLED\"}}}",
                "{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {}}}}", "{\"flags\": {}} x", "{\"flags\": {}, \"flags\": {}}",
                "{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {\"b\": 1}, \"defaultVariant\": \"c\"}}}", shop().substring(0, 900),
                "{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {\"b\": 1}, \"targeting\": \"c\"}}}")) {
            assertThatThrownBy(() -> FlagFile.read("demo.json", text)).as(text).isInstanceOf(IncidentProblem.class)
                    .hasMessageStartingWith("demo.json ").hasMessageContaining("It was left as it is").hasMessageNotContaining("Source:");
        }
        assertThatThrownBy(() -> FlagFile.read("demo.json", "// a comment\n{\"flags\": {}}")).hasMessageNotContaining("Feature").hasMessageContaining("comment? (line 1)");
        assertThatThrownBy(() -> FlagFile.read("demo.json", "{\"flags\": {}}}")).hasMessageNotContaining("INCLUDE_SOURCE");
        assertProblem(() -> FlagFile.read("demo.json", "{\n\"flags\": {,}"), "demo.json cannot be read as JSON: Unexpected character (',' (code 44)): "
                + "was expecting double-quote to start field name (line 2)");
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IncidentProblem.class).hasMessageContaining(sentence)
                .extracting(problem -> ((IncidentProblem) problem).kind()).isEqualTo(IncidentProblem.Kind.CONFIGURATION);
    }
}
