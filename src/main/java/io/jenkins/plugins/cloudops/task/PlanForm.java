package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;

/** The texts of a form for the settings of a plan, beside those for the stack. */
public final class PlanForm extends StackForm {

    /** What a form gives, to be handed to the setters of a step or builder. */
    public interface Target extends StackForm.Target {
        void setVars(Map<String, Object> vars);

        void setVarFiles(List<String> varFiles);

        void setTargets(List<String> targets);

        void setLimits(Map<String, Object> limits);

        void setProtect(List<String> protect);

        void setRequiredTags(List<String> requiredTags);

        void setForbid(List<String> forbid);

        /** For what never replaces anything on request, this does nothing. */
        default void setReplace(List<String> replace) {
        }
    }

    private final String vars;
    private final String varFiles;
    private final String targets;
    private final String replace;
    private final String limits;
    private final String protect;
    private final String requiredTags;
    private final String forbid;

    /** Takes the texts out of the form, so that the rest can be bound. */
    public PlanForm(JSONObject form) {
        super(form);
        vars = take(form, "vars");
        varFiles = take(form, "varFiles");
        targets = take(form, "targets");
        replace = take(form, "replace");
        limits = take(form, "limits");
        protect = take(form, "protect");
        requiredTags = take(form, "requiredTags");
        forbid = take(form, "forbid");
    }

    /** @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting if a text cannot be read */
    public void applyTo(Target target) {
        super.applyTo(target);
        target.setVars(MapText.parse("vars", vars));
        target.setVarFiles(lines(varFiles));
        target.setTargets(lines(targets));
        target.setReplace(lines(replace));
        target.setLimits(limits(limits));
        target.setProtect(lines(protect));
        target.setRequiredTags(lines(requiredTags));
        target.setForbid(lines(forbid));
    }

    /** Lines {@code delete = 0}; what is a number becomes one. */
    static Map<String, Object> limits(String text) {
        Map<String, Object> limits = MapText.parse("limits", text);
        limits.replaceAll((action, limit) -> limit.toString().matches("\\d{1,9}") ? Integer.valueOf(limit.toString()) : limit);
        return limits;
    }
}
