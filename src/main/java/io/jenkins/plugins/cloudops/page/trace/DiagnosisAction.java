package io.jenkins.plugins.cloudops.page.trace;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.task.Diagnosis;
import io.jenkins.plugins.cloudops.task.DiagnosisText;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerResponse2;

/** Why a build failed: as a page, as Markdown for people and as JSON for a job that heals. Holds nothing itself. */
@Restricted(NoExternalUse.class)
public final class DiagnosisAction implements Action {

    private final Run<?, ?> build;
    private final BuildTrace trace;

    DiagnosisAction(Run<?, ?> build, BuildTrace trace) {
        this.build = build;
        this.trace = trace;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    public Diagnosis getDiagnosis() throws IOException {
        return Diagnosis.of(build, trace);
    }

    /** The commands that do the same again, one a line. */
    public String commands(Diagnosis.Failure failure) {
        return String.join("\n", failure.reproduce());
    }

    /** What to paste into a ticket. */
    public void doMarkdown(StaplerResponse2 response) throws IOException {
        write(response, "text/markdown;charset=UTF-8", DiagnosisText.markdown(getDiagnosis()));
    }

    /** What a program reads; its fields are described in docs/observability.md. */
    public void doJson(StaplerResponse2 response) throws IOException {
        write(response, "application/json;charset=UTF-8", DiagnosisText.json(getDiagnosis()));
    }

    private static void write(StaplerResponse2 response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Only what did not succeed offers it; a program may ask of any build. */
    @Override
    public String getIconFileName() {
        Result result = build.getResult();
        return result == null || result.toString().equals("SUCCESS") ? null : "symbol-help-circle";
    }

    @Override
    public String getDisplayName() {
        return Messages.DiagnosisAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "cloudops-diagnosis";
    }

    /** Adds the page to each build that has a trace. */
    @Extension
    public static final class Factory extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            BuildTrace trace = BuildTrace.existing(build);
            return trace == null ? List.of() : List.of(new DiagnosisAction(build, trace));
        }
    }
}
