package io.jenkins.plugins.cloudops.credentials;

import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What credentials hold, on its way to an agent.
 *
 * @param binary whether it is no text
 */
public record CredentialContent(byte[] bytes, boolean binary) {

    static CredentialContent text(String text) {
        return new CredentialContent(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** As a JSON object, whose fields are keys elsewhere. */
    static CredentialContent fields(Map<String, String> fields) {
        return text(VariableValues.of("ids", fields).toJson());
    }

    static CredentialContent bytes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new CredentialContent(bytes, false);
        } catch (CharacterCodingException e) {
            return new CredentialContent(bytes, true);
        }
    }

    @Override
    public String toString() {
        return "CredentialContent";
    }
}
