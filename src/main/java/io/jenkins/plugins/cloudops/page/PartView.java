package io.jenkins.plugins.cloudops.page;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Which part of a long list is shown, and where the parts before and after it are. */
@Restricted(NoExternalUse.class)
public final class PartView {

    private final ListQuery query;
    private final String id;
    private final int shown;
    private final int matching;

    /** @param shown how many rows the part has */
    public PartView(ListQuery query, String id, int shown, int matching) {
        this.query = query;
        this.id = id;
        this.shown = shown;
        this.matching = matching;
    }

    /** Whether there is anything that is not shown. */
    public boolean isPart() {
        return shown < matching;
    }

    /** Which part it is, for people. */
    public String getText() {
        int start = query.start(id);
        return shown == 0 ? Messages.PartView_behind(matching) : Messages.PartView_part(start + 1, start + shown, matching);
    }

    /** Address of the part before; empty if this is the first. */
    public String getPrevious() {
        int start = query.start(id);
        return start == 0 ? "" : query.link(id, Math.min(Math.max(0, start - query.limit()), Math.max(0, matching - query.limit())));
    }

    /** Address of the part after it; empty if this is the last. */
    public String getNext() {
        int next = query.start(id) + shown;
        return shown == 0 || next >= matching ? "" : query.link(id, next);
    }
}
