package io.jenkins.plugins.cloudops.incident;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundSetter;

/** The setting {@code target}: which flag file an incident changes, and in which environment that is. */
public abstract class FlagTarget extends AbstractDescribableImpl<FlagTarget> implements Serializable {

    private static final long serialVersionUID = 1L;

    private String environment;

    public String getEnvironment() {
        return Util.fixNull(environment);
    }

    /** @param environment {@code production} asks for somebody who answers for it */
    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /**
     * Finds it.
     *
     * @param expand applied to each text
     * @throws io.jenkins.plugins.cloudops.engine.incident.IncidentProblem if a setting cannot be used, or there is no such thing
     */
    abstract TargetPlace locate(Site site, UnaryOperator<String> expand) throws IOException, InterruptedException;
}
