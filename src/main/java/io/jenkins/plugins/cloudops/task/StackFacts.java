package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.WriteRun;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the stack on which a run works, as far as the run has come: what was asked for, what was found when the
 * run directory was written, and what {@code prepare} found out. Saved with its task.
 *
 * <p>Changed by one thread at a time: the one that begins, then the look at the run.
 */
final class StackFacts {

    private String tool = "";
    /** What was taken from folders and the configuration of Jenkins, in sentences. */
    private List<String> defaults = new ArrayList<>();
    private String path = "";
    private Map<String, String> varFiles = new LinkedHashMap<>();
    private String toolVersion = "";
    private String workspace = "";
    private String commit = "";
    private List<String> providers = new ArrayList<>();
    private long serial = -1;

    /** @param name of the installation or the executable */
    void tool(String name) {
        tool = name;
    }

    /** @param sentences about what was taken from folders and the configuration of Jenkins */
    void defaults(List<String> sentences) {
        defaults = new ArrayList<>(sentences);
    }

    /** The run directory was written. */
    void take(WriteRun.Written written) {
        path = written.stack();
        varFiles = new LinkedHashMap<>(written.varFiles());
    }

    /** The stage {@code prepare} has ended. */
    void take(Prepared prepared) {
        tool = prepared.tool();
        toolVersion = prepared.version();
        workspace = prepared.workspace();
        commit = prepared.commit();
        providers = new ArrayList<>(prepared.providers().entrySet().stream()
                .map(provider -> provider.getKey() + " " + provider.getValue()).toList());
        take(prepared.identity());
    }

    /** The state was looked at again. */
    void take(StateIdentity state) {
        serial = state.isKnown() ? state.serial() : serial;
    }

    /** The absolute path of the stack on the agent; empty before the run directory is written. */
    String path() {
        return path;
    }

    /** The Terraform workspace; empty before {@code prepare} has ended. */
    String workspace() {
        return workspace;
    }

    /** The installation or the executable. */
    String tool() {
        return tool;
    }

    /** Such as {@code 1.11.4}; empty if it did not say. */
    String toolVersion() {
        return toolVersion;
    }

    String toolWithVersion() {
        return toolVersion.isEmpty() ? tool : tool + " " + toolVersion;
    }

    /** What the stack was checked out at; empty if that is not known. */
    String commit() {
        return commit;
    }

    /**
     * What a plan that is made now is bound to, as far as that is known before.
     *
     * @param agentWorkspace its path, to which the path of the stack is made relative
     */
    PlanOrigin origin(String agentWorkspace, Prepared prepared) {
        String relative = path.length() > agentWorkspace.length() && path.startsWith(agentWorkspace)
                ? path.substring(agentWorkspace.length() + 1) : ".";
        return new PlanOrigin(relative, path, workspace, tool, toolVersion,
                new PlanOrigin.Sources(prepared.commit(), prepared.tree(), prepared.edits(), prepared.providers(), varFiles),
                new PlanOrigin.State(prepared.state().label(), prepared.state().digest(), prepared.identity().lineage(),
                        prepared.identity().serial()),
                "", false, 0);
    }

    /** Adds them to the span of the run. */
    void describe(SpanRecord.Builder span, SensitiveValues redactor) {
        span.attribute("cloudops.workspace", redactor.redact(workspace))
                .attribute("cloudops.tool", tool)
                .attribute("cloudops.tool.version", toolVersion)
                .attribute("cloudops.providers", providers.isEmpty() ? null : providers)
                .attribute("cloudops.defaults", defaults.isEmpty() ? null : defaults)
                .attribute("cloudops.state.serial", serial < 0 ? null : serial);
    }
}
