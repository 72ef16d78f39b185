package io.jenkins.plugins.cloudops.page.plan;

import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What changes and resources are narrowed by: the form above them. */
@Restricted(NoExternalUse.class)
public final class FilterView {

    private final ChangeQuery query;

    private FilterView(ChangeQuery query) {
        this.query = query;
    }

    public static FilterView of(ChangeQuery query) {
        return new FilterView(query);
    }

    public String getText() {
        return query.filter().text();
    }

    /** The word, or empty for any. */
    public String getAction() {
        return query.filter().action();
    }

    /** All that can be chosen. */
    public List<String> getActions() {
        return Stream.of(Action.values()).filter(action -> action != Action.NO_OP).map(Action::word).toList();
    }

    /** Whether anything is left out. */
    public boolean isSet() {
        return query.isFiltered();
    }
}
