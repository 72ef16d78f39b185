package io.jenkins.plugins.cloudops.engine.terraform.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The transcripts beside these tests. */
final class Transcripts {

    private Transcripts() {}

    static String text(String file) throws IOException {
        try (InputStream in = Transcripts.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> lines(String file) throws IOException {
        return text(file).lines().toList();
    }

    static List<Event> events(String file) throws IOException {
        return lines(file).stream().map(EventReader::read).toList();
    }

    static List<Diagnostic> diagnostics(String file) throws IOException {
        return events(file).stream()
                .filter(Event.Diagnosed.class::isInstance)
                .map(event -> ((Event.Diagnosed) event).diagnostic())
                .toList();
    }
}
