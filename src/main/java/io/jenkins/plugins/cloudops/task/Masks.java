package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.run.RunHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What must not be seen of a run, as it was when that was found out: credentials that are looked up later can have other
 * values, and what came from the environment of the build cannot be looked up at all. Saved with its task.
 *
 * <p>Any thread may ask: pages do while the run goes on.
 */
final class Masks {

    private List<Secret> sensitive = new ArrayList<>();

    private transient SensitiveValues redactor;

    /** The run begins, perhaps anew: what is found now is secret, and what the build has in variables that Jenkins masks. */
    void begin(Collection<String> found, RunHost host) throws IOException, InterruptedException {
        remember(with(found, host));
    }

    /** The same later; what was secret before stays so. */
    void add(Collection<String> found, RunHost host) throws IOException, InterruptedException {
        Set<String> values = new LinkedHashSet<>(known());
        values.addAll(with(found, host));
        remember(values);
    }

    private static Set<String> with(Collection<String> found, RunHost host) throws IOException, InterruptedException {
        Set<String> values = new LinkedHashSet<>(found);
        EnvVars environment = host.environment();
        for (String name : host.sensitiveVariables()) {
            values.add(environment.getOrDefault(name, ""));
        }
        values.remove("");
        return values;
    }

    private synchronized void remember(Set<String> values) {
        sensitive = new ArrayList<>(values.stream().map(Secret::fromString).toList());
        redactor = null;
    }

    /** The values, in the order in which they were found. */
    synchronized List<String> known() {
        return sensitive.stream().map(Secret::getPlainText).toList();
    }

    /** Masks what is known now; the same after a restart of the controller. */
    synchronized SensitiveValues redactor() {
        if (redactor == null) {
            SensitiveValues known = new SensitiveValues();
            sensitive.forEach(value -> known.addBound(value.getPlainText()));
            redactor = known;
        }
        return redactor;
    }
}
