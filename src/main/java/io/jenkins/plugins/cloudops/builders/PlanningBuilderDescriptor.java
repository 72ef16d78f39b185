package io.jenkins.plugins.cloudops.builders;

import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.task.FormMaps;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Of a build step that makes a plan: its form. */
public abstract class PlanningBuilderDescriptor extends BuilderDescriptor implements PlanFormChecks {

    @Override
    public final Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        FormMaps.check(form);
        PlanForm texts = new PlanForm(form);
        PlanningBuilder builder = (PlanningBuilder) super.newInstance(request, form);
        texts.applyTo(builder);
        return builder;
    }
}
