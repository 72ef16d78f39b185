package io.jenkins.plugins.cloudops.forge;

import hudson.Util;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import org.jenkinsci.plugins.structs.describable.DescribableModel;

/** What the branch source of a multibranch project knows of the pull request that a job is for, whichever it is. */
final class BranchSource {

    private static final Logger LOGGER = Logger.getLogger(BranchSource.class.getName());

    /** The branch sources for GitHub, GitLab, Bitbucket and Gitea all print the head of a pull request first. */
    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64})\\b.*", Pattern.DOTALL);

    private final Job<?, ?> job;

    BranchSource(Job<?, ?> job) {
        this.job = job;
    }

    /**
     * The address of the pull request, or empty. From the variables of the job, to which neither a parameter nor a
     * pipeline can add.
     */
    String change() {
        try {
            return Util.fixNull(job.getEnvironment(null, TaskListener.NULL).get("CHANGE_URL"));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the variables of " + job.getFullName(), e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The id of the credentials with which the source asks its forge; empty if it has none or does not tell. */
    String credentialsId() {
        SCMSource source = SCMSource.SourceByItem.findSource(job);
        if (source == null) {
            return "";
        }
        try {
            Object id = DescribableModel.uninstantiate2_(source).getArguments().get("credentialsId");
            return id == null ? "" : id.toString();
        } catch (UnsupportedOperationException e) {
            LOGGER.log(Level.FINE, "the settings of the source of " + job.getFullName(), e);
            return "";
        }
    }

    /** The commit with which the pull request ended when the build began; empty if that is not known. */
    String commit(Run<?, ?> build) {
        SCMSource source = SCMSource.SourceByItem.findSource(job);
        SCMRevision revision = source == null ? null : SCMRevisionAction.getRevision(source, build);
        Matcher commit = COMMIT.matcher(String.valueOf(revision));
        return commit.matches() ? commit.group(1) : "";
    }
}
