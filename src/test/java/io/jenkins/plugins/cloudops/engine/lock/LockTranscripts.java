package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.event.TextDiagnostics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The transcripts of locked states. */
final class LockTranscripts {

    private LockTranscripts() {}

    static String text(String file) throws IOException {
        try (InputStream in = LockTranscripts.class.getResourceAsStream("transcripts/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The one diagnostic of a transcript, in either form. */
    static Diagnostic diagnostic(String file) throws IOException {
        return file.endsWith(".json")
                ? ((Event.Diagnosed) EventReader.read(text(file).strip())).diagnostic()
                : TextDiagnostics.find(text(file)).get(0);
    }

    static LockProblem problem(String backend, String file) throws IOException {
        Diagnostic diagnostic = diagnostic(file);
        return LockProblem.of(backend, diagnostic.summary(), diagnostic.detail()).orElseThrow();
    }

    /** A detail as Terraform's sources put it together: the backend's message, and the info if there is one. */
    static String detail(String message, String info) {
        return "Error message: " + message + (info.isEmpty() ? "" : "\n" + info) + "\n\n"
                + "Terraform acquires a state lock to protect the state from being written\n"
                + "by multiple users at the same time. Please resolve the issue above and try\n"
                + "again. For most commands, you can disable locking with the \"-lock=false\"\n"
                + "flag, but this is not recommended.";
    }

    static String info(String id, String path, String who, String created) {
        return "Lock Info:\n  ID:        " + id + "\n  Path:      " + path + "\n  Operation: OperationTypeApply\n  Who:       "
                + who + "\n  Version:   1.11.4\n  Created:   " + created + "\n  Info:      \n";
    }
}
