package io.jenkins.plugins.cloudops.steps;

import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import io.jenkins.plugins.cloudops.task.PlanForm;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.StaplerRequest2;

/** Of a pipeline step that makes a plan: what it needs around it, and its form. */
public abstract class PlanningStepDescriptor extends StepDescriptor implements PlanFormChecks {

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return CliExecution.requiredContext();
    }

    @Override
    public final Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        PlanForm texts = new PlanForm(form);
        PlanningStep step = (PlanningStep) super.newInstance(request, form);
        texts.applyTo(step);
        return step;
    }
}
