package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cloudops.engine.terraform.gate.AddressPattern;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * A request as JSON, to be kept with the plan that came of it: one object with the fields of
 * {@link PlanRequest}, in which {@code vars} and {@code backendValues} are as
 * {@link VariableValues#toJson} writes them. It can have secrets in it, so that it is only ever sealed.
 */
public final class PlanRequestJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PlanRequestJson() {
    }

    public static String write(PlanRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("stack", request.stack());
            json.writeStringField("name", request.name());
            json.writeStringField("tool", request.tool());
            json.writeStringField("workspace", request.workspace());
            values(json, "vars", request.vars());
            list(json, "varFiles", request.varFiles());
            values(json, "backendValues", request.backendValues());
            list(json, "backendFiles", request.backendFiles());
            list(json, "targets", request.targets());
            list(json, "replace", request.replace());
            json.writeBooleanField("destroy", request.destroy());
            json.writeBooleanField("refreshOnly", request.refreshOnly());
            json.writeBooleanField("refresh", request.refresh());
            json.writeNumberField("parallelism", request.parallelism());
            json.writeBooleanField("lock", request.lock());
            json.writeNumberField("lockTimeoutMillis", request.lockTimeout().toMillis());
            map(json, "environment", request.environment());
            json.writeStringField("init", request.init().word());
            json.writeBooleanField("upgrade", request.upgrade());
            json.writeNumberField("retry", request.retry());
            json.writeStringField("onDeadLock", request.onDeadLock().name().toLowerCase(Locale.ROOT));
            json.writeStringField("onDrift", request.onDrift().name().toLowerCase(Locale.ROOT));
            map(json, "registries", request.registries());
            json.writeStringField("gitCredentialsId", request.gitCredentialsId());
            list(json, "credentials", request.credentials());
            map(json, "secrets", request.secrets());
            list(json, "mask", request.mask());
            role(json, request.awsRole());
            gates(json, request.gates());
            json.writeStringField("override", request.override());
            json.writeStringField("onBrokenGate", request.onBrokenGate().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Reads what this version or another one wrote. Fields that are unknown are skipped; those that are missing
     * have their defaults.
     *
     * @throws IOException if the text is no such object
     * @throws BadSetting if a setting cannot be used any more
     */
    public static PlanRequest read(String text) throws IOException {
        JsonObject json = JsonObject.read(text);
        return PlanRequest.builder()
                .stack(json.text("stack"))
                .name(json.text("name"))
                .tool(json.text("tool"))
                .workspace(json.text("workspace"))
                .vars(json.map("vars"))
                .varFiles(json.list("varFiles"))
                .backendConfig(json.map("backendValues"), json.list("backendFiles"))
                .targets(json.list("targets"))
                .replace(json.list("replace"))
                .destroy(json.flag("destroy"))
                .refreshOnly(json.flag("refreshOnly"))
                .refresh(!json.has("refresh") || json.flag("refresh"))
                .parallelism((int) json.number("parallelism"))
                .lock(!json.has("lock") || json.flag("lock"))
                .lockTimeout(json.has("lockTimeoutMillis") ? json.number("lockTimeoutMillis") + "ms" : "")
                .environment(json.texts("environment"))
                .init(json.text("init"))
                .upgrade(json.flag("upgrade"))
                .retry(json.has("retry") ? (int) json.number("retry") : 1)
                .onDrift(json.text("onDrift"))
                .onDeadLock(json.text("onDeadLock"))
                .registries(json.texts("registries"))
                .gitCredentialsId(json.text("gitCredentialsId"))
                .credentials(json.list("credentials"))
                .secrets(json.texts("secrets"))
                .mask(json.list("mask"))
                .awsRole(role(json.object("awsRole")))
                .gates(gates(json.object("gates")))
                .override(json.text("override"))
                .onBrokenGate(json.text("onBrokenGate"))
                .build();
    }

    private static void role(JsonGenerator json, AwsRole role) throws IOException {
        json.writeObjectFieldStart("awsRole");
        if (!role.isNone()) {
            json.writeStringField("role", role.role());
            json.writeStringField("audience", role.audience());
            json.writeStringField("credentialsId", role.credentialsId());
            json.writeStringField("region", role.region());
            json.writeStringField("duration", role.seconds() == 0 ? "" : role.seconds() + "s");
        }
        json.writeEndObject();
    }

    private static AwsRole role(JsonObject json) {
        return json.text("role").isEmpty() ? AwsRole.NONE : AwsRole.of(json.text("role"), json.text("audience"),
                json.text("credentialsId"), json.text("region"), json.text("duration"));
    }

    private static void gates(JsonGenerator json, Gates gates) throws IOException {
        json.writeObjectFieldStart("gates");
        json.writeObjectFieldStart("limits");
        for (Map.Entry<Action, Integer> limit : gates.limits().entrySet()) {
            json.writeNumberField(limit.getKey().word(), limit.getValue());
        }
        json.writeEndObject();
        list(json, "protect", gates.protect().stream().map(AddressPattern::toString).toList());
        list(json, "requiredTags", gates.requiredTags());
        list(json, "forbid", gates.forbid());
        json.writeEndObject();
    }

    private static Gates gates(JsonObject json) {
        return Gates.of(json.map("limits"), json.list("protect"), json.list("requiredTags"), json.list("forbid"));
    }

    private static void values(JsonGenerator json, String name, VariableValues values) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(values.toJson());
    }

    private static void list(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void map(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
