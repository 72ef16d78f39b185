package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which checks of a stack are asked for. Immutable; serializable, since a pipeline keeps it over a restart of the controller.
 */
public final class CheckRequest implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The name of the report, unless another one is given. */
    public static final String REPORT = "terraform-check.xml";

    private final PlanRequest stack;
    private final ArrayList<String> stages = new ArrayList<>();
    private final String junit;
    private final OnFailedCheck onFailure;

    private CheckRequest(PlanRequest stack, List<String> stages, String junit, OnFailedCheck onFailure) {
        this.stack = stack;
        this.stages.addAll(stages);
        this.junit = junit;
        this.onFailure = onFailure;
    }

    /**
     * @param stack where it is and how it is initialised
     * @param junit the path of the report, relative to the stack; empty for {@value #REPORT}
     * @param onFailure a word of {@link OnFailedCheck}
     * @throws BadSetting if nothing is asked for, or a setting would have no effect
     */
    public static CheckRequest of(PlanRequest stack, boolean fmt, boolean validate, boolean test, String junit, String onFailure) {
        List<String> stages = new ArrayList<>();
        if (fmt) {
            stages.add(StackScripts.FMT);
        }
        if (validate) {
            stages.add(StackScripts.VALIDATE);
        }
        if (test) {
            stages.add(StackScripts.TEST);
        }
        if (stages.isEmpty()) {
            throw new BadSetting(Messages.CheckRequest_nothing());
        }
        if (!stack.workspace().isEmpty()) {
            throw new BadSetting(Messages.CheckRequest_noState("workspace"));
        }
        if (!stack.backendFiles().isEmpty() || !stack.backendValues().isEmpty()) {
            throw new BadSetting(Messages.CheckRequest_noState("backendConfig"));
        }
        String report = junit.isEmpty() ? REPORT : junit;
        if (report.startsWith("/") || report.endsWith("/") || Arrays.asList(report.split("/")).contains("..")
                || report.chars().anyMatch(Character::isISOControl)) {
            throw new BadSetting(Messages.CheckRequest_junit(report));
        }
        // Formatting needs neither modules nor providers.
        PlanRequest effective = validate || test ? stack : stack.toBuilder().init(InitMode.NEVER.word()).upgrade(false).build();
        return new CheckRequest(effective, stages, report, OnFailedCheck.of(onFailure));
    }

    public PlanRequest stack() {
        return stack;
    }

    /** The stages to be run, in that order. */
    public List<String> stages() {
        return List.copyOf(stages);
    }

    /** The path of the report, relative to the stack. */
    public String junit() {
        return junit;
    }

    public OnFailedCheck onFailure() {
        return onFailure;
    }
}
