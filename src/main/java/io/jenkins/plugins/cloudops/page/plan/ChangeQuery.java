package io.jenkins.plugins.cloudops.page.plan;

import io.jenkins.plugins.cloudops.engine.terraform.LineList;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeFilter;
import io.jenkins.plugins.cloudops.page.ListQuery;
import io.jenkins.plugins.cloudops.page.PartView;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Which changes of plans, or resources of applies, a request asks for: what narrows them, and which part of each list. */
@Restricted(NoExternalUse.class)
public final class ChangeQuery {

    /** How many rows a page shows of each list. */
    static final int USUAL = 100;
    private static final String TEXT = "text";
    private static final String ACTION = "action";

    private final ListQuery query;

    private ChangeQuery(ListQuery query) {
        this.query = query;
    }

    /** That of the request which this thread serves. */
    public static ChangeQuery now() {
        return new ChangeQuery(ListQuery.now(USUAL, TEXT, ACTION));
    }

    /** That of a request with these parameters. */
    public static ChangeQuery of(ListQuery.Parameters parameters) {
        return new ChangeQuery(ListQuery.of(parameters, USUAL, TEXT, ACTION));
    }

    public boolean isFiltered() {
        return query.isFiltered();
    }

    public ChangeFilter filter() {
        return new ChangeFilter(query.filter(TEXT), query.filter(ACTION));
    }

    /** How many rows to leave out of the list of a plan or apply with this id. */
    public int start(String id) {
        return query.start(id);
    }

    /** How many rows a part has at most. */
    public int limit() {
        return query.limit();
    }

    /** The part of a list that is in memory: of all its rows that match. */
    public <T> LineList<T> part(String id, List<T> matching) {
        int start = query.start(id);
        return new LineList<>(matching.stream().skip(start).limit(query.limit()).toList(), start, matching.size(), Map.of());
    }

    /** Which part it is, for people. */
    public PartView view(String id, LineList<?> part) {
        return new PartView(query, id, part.rows().size(), part.matching());
    }
}
