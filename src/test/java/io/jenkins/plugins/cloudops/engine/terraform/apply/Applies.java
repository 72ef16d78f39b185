package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeLines;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The transcripts beside these tests, and what is read from them. */
final class Applies {

    private Applies() {}

    static byte[] bytes(String file) throws IOException {
        try (InputStream in = Applies.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The changes of a plan's JSON, as they are kept. */
    static byte[] changes(String planJson) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ChangeLines lines = new ChangeLines(out)) {
            new PlanReader().read(new ByteArrayInputStream(bytes(planJson)), lines);
        }
        return out.toByteArray();
    }

    static ApplyOutcome read(String stream, String planJson) throws IOException {
        return read(bytes(stream), planJson, ResourceSink.none());
    }

    static ApplyOutcome read(byte[] stream, String planJson, ResourceSink sink) throws IOException {
        return new ApplyReader().plan(new ByteArrayInputStream(changes(planJson))).read(new ByteArrayInputStream(stream), sink);
    }

    /** {@code outcome action address} of each. */
    static List<String> shortly(List<ResourceOutcome> resources) {
        List<String> texts = new ArrayList<>();
        resources.forEach(resource -> texts.add(resource.outcome().word() + " " + resource.action().word() + " " + resource.address()
                + (resource.deposed().isEmpty() ? "" : " deposed")));
        return texts;
    }
}
