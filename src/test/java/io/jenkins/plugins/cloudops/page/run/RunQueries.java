package io.jenkins.plugins.cloudops.page.run;

import hudson.model.Job;
import io.jenkins.plugins.cloudops.page.ListQuery;
import java.util.Collection;
import java.util.Map;

/** Asks for runs as a browser does, for whoever measures that. */
public final class RunQueries {

    private RunQueries() {
    }

    /** How many runs a page of 50 has. */
    public static int count(Collection<? extends Job<?, ?>> jobs, Map<String, String> parameters, int start) {
        return RunList.read(jobs, new RunFilter(ListQuery.of(parameters::get, 50, RunFilter.NAMES)), start, 50).size();
    }
}
