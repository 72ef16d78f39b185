package io.jenkins.plugins.cloudops.task;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.cloudops.config.PlanAccess;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** Reads for a pipeline why a build failed. */
public final class DiagnosisTask {

    private DiagnosisTask() {
    }

    /**
     * The build that is meant. A pipeline that runs as a user sees what that user sees. One that runs as Jenkins itself could
     * see everything, so it is let as far as with plans: to jobs of its folder, and to those that name it.
     *
     * @param from {@code job#42}; empty for the build that started this one, or else for this one itself
     * @throws CloudOpsException if there is none, or it must not be read
     */
    public static Run<?, ?> find(Run<?, ?> build, String from) throws CloudOpsException {
        Run<?, ?> source = from.isEmpty() ? upstream(build) : SavedPlanFinder.named(build, from);
        if (source != build && Jenkins.getAuthentication2().equals(ACL.SYSTEM2)) {
            try {
                PlanAccess.check(source.getParent(), build.getParent());
            } catch (BadSetting e) {
                throw new CloudOpsException(FailureKind.DENIED,
                        Messages.DiagnosisTask_refused(build.getParent().getFullName(), source.getParent().getFullName()));
            }
        }
        return source;
    }

    private static Run<?, ?> upstream(Run<?, ?> build) throws CloudOpsException {
        for (Cause cause : build.getCauses()) {
            Run<?, ?> source = cause instanceof Cause.UpstreamCause upstream ? upstream.getUpstreamRun() : null;
            if (source != null) {
                // By its name, so that only who may see it finds it.
                return SavedPlanFinder.named(build, '/' + source.getExternalizableId());
            }
        }
        return build;
    }

    /**
     * What {@link DiagnosisText#json} has, as maps, lists and texts, which a pipeline can keep.
     *
     * @param id {@code job#42}
     * @throws CloudOpsException if it was deleted meanwhile
     */
    public static Map<String, Object> of(String id) throws IOException {
        Run<?, ?> build = Run.fromExternalizableId(id);
        if (build == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.SavedPlanFinder_noBuild(id));
        }
        BuildTrace trace = BuildTrace.existing(build);
        return map(trace == null ? Diagnosis.none(build) : Diagnosis.of(build, trace));
    }

    static Map<String, Object> map(Diagnosis diagnosis) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("build", diagnosis.build());
        map.put("url", diagnosis.url());
        map.put("traceId", diagnosis.traceId());
        map.put("result", diagnosis.result());
        map.put("commit", diagnosis.commit());
        map.put("failures", list(diagnosis.failures().stream().map(DiagnosisTask::map).toList()));
        map.put("incidents", list(diagnosis.incidents().stream()
                .map(incident -> texts("scenario", incident.scenario(), "target", incident.target(), "environment", incident.environment())).toList()));
        return map;
    }

    private static Map<String, Object> map(Diagnosis.Failure failure) {
        Map<String, Object> map = texts("operation", failure.operation(), "command", failure.command(), "kind", failure.kind(),
                "sentence", failure.sentence(), "help", failure.help());
        map.put("facts", new LinkedHashMap<>(failure.facts()));
        map.put("resources", list(failure.resources().stream()
                .map(resource -> texts("address", resource.address(), "action", resource.action(), "sentence", resource.sentence())).toList()));
        map.put("reproduce", list(failure.reproduce()));
        return map;
    }

    private static Map<String, Object> texts(String... namesAndTexts) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            map.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return map;
    }

    /** One that can be serialized with a program. */
    private static List<Object> list(List<?> values) {
        return new ArrayList<>(values);
    }
}
