package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class RequestDefaultsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/";

    private static PlanRequest.Builder request() {
        return PlanRequest.builder().stack("shop");
    }

    private static PlanRequest everything(String word) {
        return PlanRequest.builder().tool(word).workspace(word).backendConfig(Map.of("bucket", word, word, "own"), List.of())
                .environment(Map.of("TF_VAR_region", word)).secrets(Map.of("TF_VAR_password", word))
                .credentials(List.of("<" + word + "/>")).awsRole(AwsRole.of(ROLE + word, "", "", "", ""))
                .registries(Map.of("registry.example.com", word)).gitCredentialsId(word).build();
    }

    private static PlanRequest filled(PlanRequest request, PlanRequest... levels) {
        RequestDefaults defaults = new RequestDefaults(request, true);
        for (PlanRequest level : levels) {
            defaults.fill("a level", level);
        }
        return defaults.request();
    }

    private static void assertSame(PlanRequest actual, PlanRequest expected) {
        assertThat(PlanRequestJson.write(actual)).isEqualTo(PlanRequestJson.write(expected));
    }

    @Test
    public void whatARequestDoesNotSayIsTakenFromTheFirstLevelThatHasIt() {
        PlanRequest filled = filled(request().build(), PlanRequest.builder().tool("inner").build(), everything("outer"));

        assertThat(filled.stack()).isEqualTo("shop");
        assertThat(filled.tool()).isEqualTo("inner");
        assertThat(filled.workspace()).isEqualTo("outer");
        assertThat(filled.awsRole().role()).isEqualTo(ROLE + "outer");
        assertThat(filled.credentials()).containsExactly("<outer/>");
        assertThat(filled.gitCredentialsId()).isEqualTo("outer");
    }

    @Test
    public void whatARequestSaysIsLeftAlone() {
        PlanRequest own = everything("own");

        RequestDefaults defaults = new RequestDefaults(own, true);
        defaults.fill("a level", everything("own").toBuilder().tool("other").credentials(List.of("<other/>")).build());

        assertSame(defaults.request(), own);
        assertThat(defaults.taken()).isEmpty();
    }

    @Test
    public void mapsAreFilledInByName() {
        PlanRequest filled = filled(request().backendConfig(Map.of("bucket", "own"), List.of()).build(), everything("inner"), everything("outer"));

        assertThat(filled.backendValues().asMap()).isEqualTo(Map.of("bucket", "own", "inner", "own", "outer", "own"));
        assertThat(filled.environment()).isEqualTo(Map.of("TF_VAR_region", "inner"));
    }

    @Test
    public void aRequestThatNamesFilesForTheBackendTakesNoValuesForIt() {
        PlanRequest filled = filled(request().backendConfig(Map.of(), List.of("own.tfbackend")).build(), everything("outer"));

        assertThat(filled.backendFiles()).containsExactly("own.tfbackend");
        assertThat(filled.backendValues().isEmpty()).isTrue();
    }

    @Test
    public void aVariableIsOneWhetherItIsASecretOrNot() {
        PlanRequest plain = filled(request().environment(Map.of("TF_VAR_password", "own")).build(), everything("outer"));
        assertThat(plain.secrets()).isEmpty();
        assertThat(plain.environment()).containsEntry("TF_VAR_password", "own");

        PlanRequest secret = filled(request().secrets(Map.of("TF_VAR_region", "own-id")).build(), everything("outer"));
        assertThat(secret.environment()).isEmpty();
        assertThat(secret.secrets()).isEqualTo(Map.of("TF_VAR_region", "own-id", "TF_VAR_password", "outer"));
    }

    @Test
    public void itSaysWhatItTookFromWhereAndNoValueThatMayBeSecret() {
        RequestDefaults defaults = new RequestDefaults(request().workspace("own").build(), true);
        defaults.fill("inner", PlanRequest.builder().tool("tofu").backendConfig(Map.of("token", "swordfish"), List.of()).build());
        defaults.fill("outer", everything("outer"));
        defaults.fill("nothing", PlanRequest.builder().build());

        assertThat(defaults.taken()).isEqualTo(Map.of(
                "inner", List.of("tool tofu", "backendConfig (token)"),
                "outer", List.of("backendConfig (bucket, outer)", "environment (TF_VAR_region)", "secrets (TF_VAR_password)", "credentials",
                        "awsRole " + ROLE + "outer", "registries (registry.example.com)", "gitCredentialsId outer")));
    }

    @Test
    public void aSavedPlanKeepsItsState() {
        RequestDefaults defaults = new RequestDefaults(request().build(), false);
        defaults.fill("a level", everything("outer"));

        assertThat(defaults.request().workspace()).isEmpty();
        assertThat(defaults.request().backendValues().isEmpty()).isTrue();
        assertThat(defaults.request().tool()).isEqualTo("outer");
        assertThat(defaults.taken().get("a level")).noneMatch(setting -> setting.startsWith("workspace") || setting.startsWith("backend"));
    }

    @Test
    public void whatNeedsNoDefaultKeepsItsName() {
        assertThat(filled(request().name("the shop").build(), everything("x")).name()).isEqualTo("the shop");
    }
}
