package io.jenkins.plugins.cloudops.incident;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A flag file of flagd on the agent. */
public class FlagdFile extends FlagTarget {

    private static final long serialVersionUID = 1L;

    private final String path;

    /** @param path relative to the current directory */
    @DataBoundConstructor
    public FlagdFile(String path) {
        this.path = Util.fixNull(path).trim();
    }

    public String getPath() {
        return path;
    }

    @Override
    TargetPlace locate(Site site, UnaryOperator<String> expand) throws IOException, InterruptedException {
        if (path.isEmpty()) {
            throw IncidentProblem.setting(Messages.FlagdFile_path());
        }
        String file = expand.apply(path);
        if (file.chars().anyMatch(Character::isISOControl)) {
            throw IncidentProblem.setting(Messages.FlagdFile_control(file.replaceAll("\\p{Cntrl}", "?")));
        }
        return FilePlace.of(site, file);
    }

    /** Describes the setting. */
    @Extension(ordinal = 1)
    @Symbol("flagdFile")
    public static final class DescriptorImpl extends Descriptor<FlagTarget> {

        @Override
        public String getDisplayName() {
            return Messages.FlagdFile_displayName();
        }
    }
}
