package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes out of what a CLI printed what it quotes from the files of a run directory: they have values
 * that may be secret, and a path that tells nobody anything. In its place stands the setting from
 * which the file was made.
 */
public final class OwnFiles {

    private static final Pattern QUOTED = Pattern.compile("\\s*\\d+: .*");

    /** Of the directory: Terraform writes its path relative to the stack where that is shorter. */
    private final String name;
    private final Map<Pattern, String> settings;

    /** @param directory the run directory, as an absolute path */
    public OwnFiles(Path directory) {
        name = String.valueOf(directory.getFileName());
        settings = Map.of(path(StackScripts.VARS), "vars", path(StackScripts.BACKEND), "backendConfig");
    }

    private Pattern path(String file) {
        return Pattern.compile("(?:\\.\\.)?/[^\"\n]*?" + Pattern.quote(name + "/" + file));
    }

    /** Without quotations of these files, be they in diagnostics or in lines of text. */
    public List<Event> removeFrom(List<Event> events) {
        List<Event> left = new ArrayList<>();
        boolean quoting = false;
        for (Event event : events) {
            if (event instanceof Event.Text text) {
                boolean quotation = quoting && QUOTED.matcher(text.line()).matches();
                quoting = quotation || text.line().contains(name);
                if (!quotation) {
                    left.add(new Event.Text(named(text.line())));
                }
            } else {
                left.add(event instanceof Event.Diagnosed diagnosed
                        ? new Event.Diagnosed(removeFrom(diagnosed.diagnostic())) : event);
            }
        }
        return left;
    }

    /** Without the quotation, if it is from one of these files. */
    public Diagnostic removeFrom(Diagnostic diagnostic) {
        boolean ours = diagnostic.file().contains(name);
        return new Diagnostic(diagnostic.severity(), named(diagnostic.summary()), named(diagnostic.detail()),
                diagnostic.address(), named(diagnostic.file()), ours ? 0 : diagnostic.line(),
                ours ? Diagnostic.Snippet.NONE : diagnostic.snippet());
    }

    private String named(String text) {
        String named = text;
        if (text.contains(name)) {
            for (Map.Entry<Pattern, String> setting : settings.entrySet()) {
                named = setting.getKey().matcher(named).replaceAll(setting.getValue());
            }
        }
        return named;
    }
}
