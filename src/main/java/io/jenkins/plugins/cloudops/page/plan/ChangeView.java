package io.jenkins.plugins.cloudops.page.plan;

import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import java.util.List;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A change of a plan, as whoever looks may see it. */
@ExportedBean(defaultVisibility = 3)
@Restricted(NoExternalUse.class)
public final class ChangeView {

    private final Change change;
    private final boolean values;

    /** @param values whether whoever looks may see values */
    ChangeView(Change change, boolean values) {
        this.change = change;
        this.values = values;
    }

    /** The colour of an action, which its word says as well. */
    public static String colour(Action action) {
        return switch (action) {
            case DELETE -> "jenkins-!-error-color";
            case REPLACE, FORGET -> "jenkins-!-warning-color";
            case CREATE, IMPORT -> "jenkins-!-success-color";
            default -> "";
        };
    }

    @Exported
    public String getAddress() {
        return change.address();
    }

    /** Such as {@code replace}. */
    @Exported
    public String getAction() {
        return change.action().word();
    }

    public String getSymbol() {
        return change.action().symbol();
    }

    public String getColour() {
        return colour(change.action());
    }

    @Exported
    public String getType() {
        return change.type();
    }

    /** Empty for the root module. */
    @Exported
    public String getModule() {
        return change.module();
    }

    @Exported
    public String getReason() {
        return change.reason();
    }

    /** The address until now; empty if it is the same. */
    @Exported
    public String getMovedFrom() {
        return change.movedFrom();
    }

    @Exported
    public boolean isImported() {
        return change.imported();
    }

    /** What differs; none for whoever may not see values. */
    @Exported
    public List<AttributeView> getAttributes() {
        return values ? change.attributes().stream().map(AttributeView::new).toList() : List.of();
    }

    /** How many attributes differ beyond those. */
    @Exported
    public int getAttributesOmitted() {
        return values ? change.attributesOmitted() : change.attributes().size() + change.attributesOmitted();
    }

    /** The attributes, one a line. */
    public String getDiff() {
        StringBuilder lines = new StringBuilder();
        for (AttributeView attribute : getAttributes()) {
            lines.append(attribute.getLine()).append('\n');
        }
        if (change.attributesOmitted() > 0) {
            lines.append(Messages.ChangeView_attributesOmitted(change.attributesOmitted())).append('\n');
        }
        return values ? lines.toString() : "";
    }

    /** An attribute that differs. */
    @ExportedBean(defaultVisibility = 4)
    public static final class AttributeView {

        private final AttributeChange attribute;

        AttributeView(AttributeChange attribute) {
            this.attribute = attribute;
        }

        @Exported
        public String getPath() {
            return attribute.path();
        }

        /** {@code add}, {@code remove} or {@code change}. */
        @Exported
        public String getKind() {
            return attribute.kind().name().toLowerCase(Locale.ROOT);
        }

        /** As HCL; empty for what is added. */
        @Exported
        public String getBefore() {
            return attribute.before();
        }

        /** As HCL; empty for what is removed. */
        @Exported
        public String getAfter() {
            return attribute.after();
        }

        @Exported
        public boolean isForcesReplacement() {
            return attribute.forcesReplacement();
        }

        String getLine() {
            String values = switch (attribute.kind()) {
                case ADD -> attribute.after();
                case REMOVE -> attribute.before();
                case CHANGE -> attribute.before() + " → " + attribute.after();
            };
            return attribute.kind().symbol() + " " + attribute.path() + " = " + values
                    + (attribute.forcesReplacement() ? "  " + Messages.ChangeView_forcesReplacement() : "");
        }
    }
}
