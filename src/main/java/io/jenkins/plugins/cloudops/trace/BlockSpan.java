package io.jenkins.plugins.cloudops.trace;

import hudson.model.InvisibleAction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;

/** Marks a block of a pipeline as a span with a name and attributes of its own. Saved with the block, hence no record. */
public final class BlockSpan extends InvisibleAction implements PersistentAction {

    private final String name;
    private final Map<String, String> attributes;

    public BlockSpan(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = new LinkedHashMap<>(attributes);
    }

    String name() {
        return name;
    }

    Map<String, String> attributes() {
        return attributes;
    }
}
