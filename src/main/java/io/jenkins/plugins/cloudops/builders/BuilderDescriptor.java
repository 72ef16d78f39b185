package io.jenkins.plugins.cloudops.builders;

import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;

/** Of a build step for every freestyle job, with the settings of a pipeline step. */
public abstract class BuilderDescriptor extends BuildStepDescriptor<Builder> {

    /** The class of the pipeline step, without its package. */
    abstract String step();

    @Override
    public final boolean isApplicable(Class<? extends AbstractProject> type) {
        return true;
    }

    /** The pipeline step has the same settings and explains them. */
    @Override
    public final String getHelpFile(String field) {
        return help(step(), field);
    }

    static String help(String step, String field) {
        return "/descriptor/io.jenkins.plugins.cloudops.steps." + step + "/help" + (field == null || field.isEmpty() ? "" : "/" + field);
    }
}
