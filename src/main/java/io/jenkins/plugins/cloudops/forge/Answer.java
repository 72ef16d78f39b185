package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a forge answered. */
record Answer(int status, HttpHeaders headers, byte[] body) {

    /** The first value of a header, or empty. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws ForgeException if it is no JSON object */
    JsonObject object() throws ForgeException {
        return read(text());
    }

    /** @throws ForgeException if it is no list of JSON objects */
    List<JsonObject> objects() throws ForgeException {
        return read("{\"list\":" + text() + "}").objects("list");
    }

    private static JsonObject read(String json) throws ForgeException {
        try {
            return JsonObject.read(json);
        } catch (IOException e) {
            throw new ForgeException(ForgeException.Reason.REFUSED, Messages.Answer_noJson());
        }
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Neither headers nor content, which may be secret. */
    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
