package io.jenkins.plugins.cloudops.forge;

import hudson.model.Run;
import java.util.Map;

/**
 * The pull request that a build is for, and how that is known.
 *
 * @param address for people; empty if there is none
 */
record Change(String address, Origin origin) {

    /** How it is known. */
    enum Origin {
        /** Whoever wrote the job or the pipeline said so. */
        GIVEN,
        /** The branch source of a multibranch project says so. */
        SOURCE,
        /** A variable says so, which can be a parameter of the build. */
        ENVIRONMENT
    }

    boolean isThere() {
        return !address.isEmpty();
    }

    /**
     * Finds it: what is given; {@code CHANGE_URL} of a branch source; or a variable, {@code CHANGE_URL}, {@code
     * ghprbPullLink} of the GitHub Pull Request Builder, or {@code gitlabMergeRequestIid} with {@code
     * gitlabTargetRepoHttpUrl} of the GitLab plugin.
     *
     * @param given empty for none
     */
    static Change of(Run<?, ?> build, Map<String, String> environment, String given) {
        if (!given.isEmpty()) {
            return new Change(given, Origin.GIVEN);
        }
        String source = new BranchSource(build.getParent()).change();
        if (!source.isEmpty()) {
            return new Change(source, Origin.SOURCE);
        }
        for (String name : new String[] {"CHANGE_URL", "ghprbPullLink"}) {
            String address = environment.getOrDefault(name, "");
            if (!address.isEmpty()) {
                return new Change(address, Origin.ENVIRONMENT);
            }
        }
        String number = environment.getOrDefault("gitlabMergeRequestIid", "");
        String repository = environment.getOrDefault("gitlabTargetRepoHttpUrl", "");
        boolean gitlab = !number.isEmpty() && !repository.isEmpty();
        return new Change(gitlab ? "gitlab:" + repository.replaceFirst("\\.git$", "") + "/-/merge_requests/" + number : "",
                Origin.ENVIRONMENT);
    }
}
