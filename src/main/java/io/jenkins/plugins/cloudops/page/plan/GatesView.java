package io.jenkins.plugins.cloudops.page.plan;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Finding;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.StoredGates;
import java.io.IOException;
import java.text.DateFormat;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How one plan or apply stood against the gates, for its page. */
@ExportedBean(defaultVisibility = 3)
@Restricted(NoExternalUse.class)
public final class GatesView {

    private final StoredGates gates;

    private GatesView(StoredGates gates) {
        this.gates = gates;
    }

    /** @param id of the plan or apply */
    public static GatesView of(Run<?, ?> build, String id) throws IOException {
        return new GatesView(GateStore.of(build).get(id));
    }

    /** The gates, as in a Jenkinsfile; empty if there were none. */
    @Exported
    public String getInForce() {
        return gates.inForce();
    }

    /** The id of the user who let it go on although a gate was broken; empty if nobody did. */
    @Exported
    public String getOverriddenBy() {
        return gates.override().user();
    }

    /** What is broken, in sentences. */
    @Exported
    public List<String> getProblems() {
        return gates.report().broken().stream().map(gates.report()::sentence).toList();
    }

    /** Whether any gate was in force. */
    public boolean isThere() {
        return gates.any();
    }

    @Exported
    public boolean isPassed() {
        return gates.report().passed();
    }

    public boolean isOverridden() {
        return gates.override().isGiven();
    }

    /** Which gates they were, and whether they were passed, in one line. */
    public String getHeadline() {
        return isPassed() ? Messages.GatesView_passed(gates.inForce())
                : isOverridden() ? Messages.GatesView_overridden(gates.override().user(), time(), gates.override().reason())
                : Messages.GatesView_broken(gates.inForce());
    }

    private String time() {
        return DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT).format(new Date(gates.override().time()));
    }

    public List<Finding> getBroken() {
        return gates.report().broken();
    }

    public List<Finding> getWarnings() {
        return gates.report().warnings();
    }

    /** What is wrong, without the resources. */
    public String sentence(Finding finding) {
        return gates.report().sentence(finding);
    }

    /** How many resources of a finding are not listed. */
    public int omitted(Finding finding) {
        return finding.total() - finding.listed().size();
    }
}
