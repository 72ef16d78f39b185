package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import io.jenkins.plugins.cloudops.config.DefaultsLevel;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.RequestDefaults;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.List;

/**
 * A request with what its step does not say taken from the folders around its job, the innermost first, and from the
 * configuration of Jenkins.
 *
 * @param taken what was taken from where, a sentence for each level
 */
record JobDefaults(PlanRequest request, List<String> taken) {

    /**
     * @param job its full name
     * @param environment of the build, for parameters in the defaults
     * @param withState whether backend and Terraform workspace may be filled in
     * @throws CloudOpsException if a level cannot be read
     */
    static JobDefaults of(PlanRequest request, String job, EnvVars environment, boolean withState) throws CloudOpsException {
        RequestDefaults defaults = new RequestDefaults(request, withState);
        try {
            for (DefaultsLevel level : DefaultsLevel.around(job)) {
                for (PlanRequest each : level.requests(job, environment::expand)) {
                    defaults.fill(level.label(), each);
                }
            }
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
        return new JobDefaults(defaults.request(), defaults.taken().entrySet().stream()
                .map(level -> Messages.JobDefaults_taken(level.getKey(), String.join(", ", level.getValue()))).toList());
    }
}
