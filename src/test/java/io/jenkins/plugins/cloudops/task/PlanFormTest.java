package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.Test;

public class PlanFormTest {

    @Test
    public void theTextsOfAFormBecomeMapsAndLists() {
        JSONObject form = new JSONObject();
        form.put("stack", "shop");
        form.put("vars", "region = eu-west-1\nzones = [\"a\", \"b\"]");
        form.put("varFiles", " a.tfvars \n\n b c.tfvars\r\n");
        form.put("backendConfig", "bucket = b");
        form.put("targets", "module.a[\"x\"]");
        form.put("replace", "");
        form.put("environment", "AWS_PROFILE = ops");
        form.put("registries", "registry.example.com = token-id");
        form.put("secrets", "TF_VAR_password = password-id");
        form.put("limits", "delete = 0\nreplace = ${MOST}");
        form.put("protect", "aws_db_instance.*\nmodule.vpc.**");
        form.put("requiredTags", "Owner");
        form.put("forbid", "aws_iam_*");
        Taken taken = new Taken();
        new PlanForm(form).applyTo(taken);

        assertThat(taken.settings).containsEntry("vars", Map.of("region", "eu-west-1", "zones", List.of("a", "b")))
                .containsEntry("varFiles", List.of("a.tfvars", "b c.tfvars"))
                .containsEntry("backendConfig", Map.of("bucket", "b"))
                .containsEntry("targets", List.of("module.a[\"x\"]"))
                .containsEntry("replace", List.of())
                .containsEntry("environment", Map.of("AWS_PROFILE", "ops"))
                .containsEntry("registries", Map.of("registry.example.com", "token-id"))
                .containsEntry("secrets", Map.of("TF_VAR_password", "password-id"))
                .containsEntry("limits", Map.of("delete", 0, "replace", "${MOST}"))
                .containsEntry("protect", List.of("aws_db_instance.*", "module.vpc.**"))
                .containsEntry("requiredTags", List.of("Owner"))
                .containsEntry("forbid", List.of("aws_iam_*"));
        assertThat(form.keySet()).as("what is left to be bound").hasToString("[stack]");
    }

    @Test
    public void aFormWithoutTextsHasEmptySettings() {
        Taken taken = new Taken();
        new PlanForm(new JSONObject()).applyTo(taken);

        assertThat(taken.settings).containsEntry("vars", Map.of()).containsEntry("varFiles", List.of()).containsEntry("environment", Map.of())
                .containsEntry("backendConfig", null);
    }

    @Test
    public void aVariableOfTheEnvironmentIsTextWhateverItLooksLike() {
        assertThat(PlanForm.texts("environment", "TF_VAR_tags = {\"a\": 1}\nLIST = [1, 2\nQUOTED = \" x \""))
                .isEqualTo(Map.of("TF_VAR_tags", "{\"a\": 1}", "LIST", "[1, 2", "QUOTED", " x "));
    }

    @Test
    public void textsComeBackFromTheirForm() {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("A", "{\"a\": 1}", "B", "[", "C", " x\ny ", "D", "\"q\"", "E", "", "F", "{\"a\": [\"null\"]}"));

        assertThat(PlanForm.texts("environment", MapText.render(environment))).isEqualTo(environment);
    }

    @Test
    public void aBackendIsSettingsOrFiles() {
        assertThat(PlanForm.backend("")).isNull();
        assertThat(PlanForm.backend(" \n ")).isNull();
        assertThat(PlanForm.backend("a.hcl\nb.hcl")).isEqualTo(List.of("a.hcl", "b.hcl"));
        assertThat(PlanForm.backend("bucket = a\nencrypt = true")).isEqualTo(Map.of("bucket", "a", "encrypt", "true"));
        assertThatThrownBy(() -> PlanForm.backend("bucket = a\nb.hcl")).isInstanceOf(BadSetting.class).hasMessageContaining("'b.hcl'");
    }

    @Test
    public void aBackendComesBackFromItsForm() {
        for (Object backend : List.of(List.of("a.hcl", "b c.hcl"), Map.of("bucket", "b"))) {
            assertThat(PlanForm.backend(PlanForm.backendText(backend))).isEqualTo(backend);
        }
        assertThat(PlanForm.backendText(null)).isEmpty();
        assertThat(PlanForm.backendText("a.hcl")).isEqualTo("a.hcl");
    }

    /** Notes what it is given. */
    private static final class Taken implements PlanForm.Target {

        private final Map<String, Object> settings = new LinkedHashMap<>();

        @Override
        public void setVars(Map<String, Object> vars) {
            settings.put("vars", vars);
        }

        @Override
        public void setVarFiles(List<String> varFiles) {
            settings.put("varFiles", varFiles);
        }

        @Override
        public void setBackendConfig(Object backendConfig) {
            settings.put("backendConfig", backendConfig);
        }

        @Override
        public void setTargets(List<String> targets) {
            settings.put("targets", targets);
        }

        @Override
        public void setReplace(List<String> replace) {
            settings.put("replace", replace);
        }

        @Override
        public void setLimits(Map<String, Object> limits) {
            settings.put("limits", limits);
        }

        @Override
        public void setProtect(List<String> protect) {
            settings.put("protect", protect);
        }

        @Override
        public void setRequiredTags(List<String> requiredTags) {
            settings.put("requiredTags", requiredTags);
        }

        @Override
        public void setForbid(List<String> forbid) {
            settings.put("forbid", forbid);
        }

        @Override
        public void setEnvironment(Map<String, String> environment) {
            settings.put("environment", environment);
        }

        @Override
        public void setRegistries(Map<String, String> registries) {
            settings.put("registries", registries);
        }

        @Override
        public void setMask(List<String> mask) {
            settings.put("mask", mask);
        }

        @Override
        public void setSecrets(Map<String, String> secrets) {
            settings.put("secrets", secrets);
        }
    }
}
