package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PlanRequestJsonTest {

    @Test
    public void everySettingComesBack() throws IOException {
        for (PlanRequest request : List.of(everything(), refreshing(), PlanRequest.builder().build())) {
            assertThat(PlanRequestJson.read(PlanRequestJson.write(request))).usingRecursiveComparison().isEqualTo(request);
        }
    }

    @Test
    public void noFieldOfARequestIsForgotten() throws Exception {
        JsonObject written = JsonObject.read(PlanRequestJson.write(everything()));
        PlanRequest plain = PlanRequest.builder().build();
        for (Field field : fields()) {
            assertThat(written.has(field.getName())).as("%s is written", field.getName()).isTrue();
            boolean varied = false;
            for (PlanRequest request : List.of(everything(), refreshing())) {
                varied |= !text(field.get(request)).equals(text(field.get(plain)));
            }
            assertThat(varied).as("%s has another value than its default in this test", field.getName()).isTrue();
        }
    }

    @Test
    public void valuesKeepTheirTypes() throws IOException {
        PlanRequest read = PlanRequestJson.read(PlanRequestJson.write(everything()));

        assertThat(read.vars().asMap()).containsEntry("number", 3).containsEntry("digits", "3").containsEntry("yes", true)
                .containsEntry("word", "true").containsEntry("nothing", null).containsEntry("long", Long.MAX_VALUE)
                .containsEntry("big", new BigInteger("123456789012345678901234567890")).containsEntry("decimal", new BigDecimal("1.10"))
                .containsEntry("list", everything().vars().asMap().get("list"));
        assertThat(read.vars().toJson()).isEqualTo(everything().vars().toJson());
        assertThat(read.backendValues().toJson()).isEqualTo(everything().backendValues().toJson());
    }

    @Test
    public void fieldsThatAreUnknownAreSkippedAndThoseThatAreMissingHaveTheirDefaults() throws IOException {
        PlanRequest read = PlanRequestJson.read("{\"newer\":{\"stack\":\"wrong\",\"a\":[1,{}]},\"stack\":\"right\",\"newest\":[[]]}");

        assertThat(read).usingRecursiveComparison().isEqualTo(PlanRequest.builder().stack("right").build());
    }

    @Test
    public void whatCannotBeReadIsNotQuotedSinceItMayBeSecret() {
        for (String broken : List.of("", "[]", "null", "{", "hunter2", "{\"vars\":{\"password\":hunter2}}", "{} hunter2", "{\"a\":\"hunter2")) {
            assertThatThrownBy(() -> PlanRequestJson.read(broken)).as(broken).isInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2")).hasNoCause();
        }
        assertThatThrownBy(() -> PlanRequestJson.read("{\"init\":\"later\"}")).isInstanceOf(BadSetting.class);
    }

    private static PlanRequest everything() {
        Map<String, Object> vars = new LinkedHashMap<>();
        vars.put("number", 3);
        vars.put("digits", "3");
        vars.put("yes", true);
        vars.put("word", "true");
        vars.put("nothing", null);
        vars.put("long", Long.MAX_VALUE);
        vars.put("big", new BigInteger("123456789012345678901234567890"));
        vars.put("decimal", new BigDecimal("1.10"));
        vars.put("list", Arrays.asList("a", 1, null, List.of(), Collections.singletonMap("k", null)));
        vars.put("text", "it's \"so\" \\ \n \u0001 ü \uD83D\uDE80 ${x}");
        return PlanRequest.builder().stack("stacks/shop").name("the shop").tool("tofu").workspace("staging").vars(vars)
                .varFiles(List.of("a.tfvars", "with space.tfvars")).backendConfig(Map.of("key", "shop", "encrypt", true), List.of("b.tfbackend"))
                .targets(List.of("module.x[\"a b\"].y")).replace(List.of("terraform_data.z")).destroy(true).refresh(false)
                .parallelism(7).lock(false).lockTimeout("1h30m0.001s").environment(Map.of("TF_LOG", "INFO", "EMPTY", "")).init("always")
                .upgrade(true).retry(4).registries(Map.of("registry.example.com", "token")).gitCredentialsId("git-modules")
                .credentials(List.of("<a>\n  <b>c</b>\n</a>", "<d/>")).secrets(Map.of("TF_VAR_password", "password-id")).mask(List.of("old-password"))
                .awsRole(AwsRole.of("arn:aws:iam::123456789012:role/path/deploy", "sts.example.com", "token-id", "eu-central-1", "1.5h"))
                .gates(Gates.of(Map.of("delete", 0, "update", 50), List.of("module.vpc.**"), List.of("Owner"), List.of("aws_iam_*")))
                .override("The old queue goes").onBrokenGate("report")
                .build();
    }

    private static PlanRequest refreshing() {
        return PlanRequest.builder().refreshOnly(true).onDrift("unstable").onDeadLock("unlock").lockTimeout("0").init("never").build();
    }

    private static List<Field> fields() {
        List<Field> fields = Arrays.stream(PlanRequest.class.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers())).toList();
        fields.forEach(field -> field.setAccessible(true));
        assertThat(fields).hasSizeGreaterThan(20);
        return fields;
    }

    private static String text(Object value) {
        return value instanceof VariableValues values ? values.toJson() : String.valueOf(value);
    }
}
