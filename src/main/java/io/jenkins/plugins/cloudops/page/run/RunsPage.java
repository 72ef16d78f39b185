package io.jenkins.plugins.cloudops.page.run;

import hudson.model.Action;
import hudson.model.Api;
import io.jenkins.plugins.cloudops.page.Asked;
import io.jenkins.plugins.cloudops.page.ListQuery;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A page with runs, the newest first, a part at a time: of a build, of a job, or of all jobs that whoever looks may read. */
@ExportedBean
@Restricted(NoExternalUse.class)
public abstract class RunsPage implements Action {

    static final String URL = "cloudops-runs";
    /** How many runs a page shows. */
    private static final int USUAL = 50;

    /**
     * Those that match.
     *
     * @param limit how many at most
     */
    abstract List<RunView> read(RunFilter filter, int start, int limit);

    /** Whose page it is; null for that of Jenkins. */
    public abstract Object getOwner();

    /** Whether the runs can be of several jobs. */
    public boolean isOfAll() {
        return false;
    }

    private static ListQuery query() {
        return ListQuery.now(USUAL, RunFilter.NAMES);
    }

    /** What the request asks for. */
    public Part getPart() {
        return new Part(query());
    }

    /** Those that are asked for. */
    @Exported(name = "runs")
    public List<RunView> getRuns() {
        return Asked.below(RunsPage.class, () -> getPart().getRuns());
    }

    /** How each stack is; none if the page has more than one job's, or less. */
    public List<StackView> getStacks() {
        return List.of();
    }

    /** For programs: {@code api/json}. */
    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getIconFileName() {
        return "symbol-cloud";
    }

    @Override
    public String getDisplayName() {
        return Messages.RunsPage_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** What is shown of them. */
    public final class Part {

        private final ListQuery query;
        private final RunFilter filter;
        private List<RunView> found;

        private Part(ListQuery query) {
            this.query = query;
            this.filter = new RunFilter(query);
        }

        public RunFilter getFilter() {
            return filter;
        }

        public List<RunView> getRuns() {
            return found().subList(0, Math.min(query.limit(), found().size()));
        }

        /** Address of the newer ones; empty if these are the newest. */
        public String getPrevious() {
            return query.start("") == 0 ? "" : query.link("", Math.max(0, query.start("") - query.limit()));
        }

        /** Address of the older ones; empty if there are none. */
        public String getNext() {
            return found().size() <= query.limit() ? "" : query.link("", query.start("") + query.limit());
        }

        private List<RunView> found() {
            if (found == null) {
                // One more says that there are more.
                found = read(filter, query.start(""), query.limit() + 1);
            }
            return found;
        }
    }
}
