package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whether a saved plan still fits what there is now: the CLI compares only some of it, and not its
 * workspace and directory at all.
 *
 * @param obstacles what keeps the plan from being applied, each in a few words that name both sides
 * @param stale whether it is the state that does, and nothing else
 * @param notes what is another, too, but does not matter to the plan
 */
public record PlanFit(List<String> obstacles, boolean stale, List<String> notes) {

    private static final int DIGITS = 12;

    /**
     * @param origin what the plan is bound to
     * @param now the same of what there is now
     */
    public static PlanFit of(PlanOrigin origin, PlanOrigin now) {
        List<String> obstacles = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        differ("stack", origin.stack(), now.stack(), obstacles);
        differ("Terraform workspace", origin.workspace(), now.workspace(), obstacles);
        differ("tool version", origin.toolVersion(), now.toolVersion(), obstacles);
        providers(origin.sources().providers(), now.sources().providers(), obstacles);
        commit(origin.sources(), now.sources(), obstacles, notes);
        if (!origin.state().key().equals(now.state().key())) {
            obstacles.add(Messages.PlanFit_backend(origin.state().label(), now.state().label()));
        }
        if (!origin.directory().equals(now.directory())) {
            notes.add(Messages.PlanFit_directory(origin.directory(), now.directory()));
        }
        origin.sources().varFiles().forEach((file, digest) -> {
            String other = now.sources().varFiles().getOrDefault(file, "");
            if (!other.isEmpty() && !other.equals(digest)) {
                notes.add(Messages.PlanFit_varFile(file));
            }
        });
        boolean stale = obstacles.isEmpty();
        StateIdentity planned = new StateIdentity(origin.state().lineage(), origin.state().serial());
        StateIdentity current = new StateIdentity(now.state().lineage(), now.state().serial());
        if (planned.isKnown() && current.isKnown() && !planned.equals(current)) {
            obstacles.add(planned.lineage().equals(current.lineage()) || planned.isBlank()
                    ? Messages.PlanFit_serial(String.valueOf(planned.serial()), String.valueOf(current.serial()))
                    : Messages.PlanFit_lineage(planned.lineage(), current.lineage()));
        } else {
            stale = false;
        }
        return new PlanFit(List.copyOf(obstacles), stale, List.copyOf(notes));
    }

    private static void differ(String what, String planned, String now, List<String> obstacles) {
        if (!planned.equals(now)) {
            obstacles.add(Messages.PlanFit_other(what, planned, now));
        }
    }

    private static void providers(Map<String, String> planned, Map<String, String> now, List<String> obstacles) {
        TreeSet<String> all = new TreeSet<>(planned.keySet());
        all.addAll(now.keySet());
        for (String provider : all) {
            String was = planned.getOrDefault(provider, "none");
            String is = now.getOrDefault(provider, "none");
            if (!was.equals(is)) {
                obstacles.add(Messages.PlanFit_provider(provider, was, is));
            }
        }
    }

    /** A commit that leaves the stack as it was does not matter: whatever the plan reads from it is the same. */
    private static void commit(PlanOrigin.Sources planned, PlanOrigin.Sources now, List<String> obstacles, List<String> notes) {
        if (planned.commit().isEmpty() || now.commit().isEmpty()) {
            if (!planned.commit().equals(now.commit())) {
                notes.add(Messages.PlanFit_noCommit());
            }
        } else if (!planned.tree().equals(now.tree())) {
            obstacles.add(Messages.PlanFit_commit(shortened(planned.commit()), shortened(now.commit())));
        } else if (!planned.uncommitted().equals(now.uncommitted())) {
            obstacles.add(Messages.PlanFit_edits());
        } else if (!planned.commit().equals(now.commit())) {
            notes.add(Messages.PlanFit_elsewhere(shortened(planned.commit()), shortened(now.commit())));
        }
    }

    private static String shortened(String commit) {
        return commit.length() > DIGITS ? commit.substring(0, DIGITS) : commit;
    }
}
