package io.jenkins.plugins.cloudops.trace;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanKind;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** The span of a build, with the attributes of OpenTelemetry's conventions for CI/CD and version control. */
final class BuildSpan {

    private static final Logger LOGGER = Logger.getLogger(BuildSpan.class.getName());

    private BuildSpan() {
    }

    static SpanRecord.Builder of(Run<?, ?> build, BuildTrace trace) {
        Result result = build.getResult();
        String word = result == null ? Result.FAILURE.toString() : result.toString();
        String pipeline = build.getParent().getFullName();
        long start = build.getStartTimeInMillis();
        long end = build.getDuration() > 0 ? start + build.getDuration() : Math.max(start, lastEnd(trace));
        SpanRecord.Builder span = new OpenSpan(trace.context().spanId(), trace.facts().parent(), "RUN " + pipeline, start)
                .ended(end).kind(SpanKind.SERVER)
                .attribute("cicd.pipeline.name", pipeline)
                .attribute("cicd.pipeline.action.name", "RUN")
                .attribute("cicd.pipeline.run.id", String.valueOf(build.getNumber()))
                .attribute("cicd.pipeline.run.url.full", address(build))
                .attribute("cicd.pipeline.result", result(word))
                .attribute("jenkins.build.result", word)
                .attributes(versionControl(build));
        if (trace.facts().linked().isPresent()) {
            span.link(trace.facts().linked(), Map.of("jenkins.link", "repetition"));
        }
        if (word.equals("FAILURE") || word.equals("ABORTED")) {
            span.failed(word.equals("ABORTED") ? "interrupted" : "failure", "");
        }
        return span;
    }

    /** Of a build that died with the controller nobody knows more; milliseconds since 1970. */
    private static long lastEnd(BuildTrace trace) {
        long[] last = {0};
        try {
            trace.read(span -> last[0] = Math.max(last[0], span.end() / 1_000_000));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "its length is not known", e);
        }
        return last[0];
    }

    /** In the words of the conventions. */
    private static String result(String word) {
        return switch (word) {
            case "SUCCESS" -> "success";
            case "ABORTED" -> "cancellation";
            case "NOT_BUILT" -> "skip";
            default -> "failure";
        };
    }

    private static String address(Run<?, ?> build) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? "" : root + build.getUrl();
    }

    private static Map<String, String> versionControl(Run<?, ?> build) {
        try {
            EnvVars variables = build.getEnvironment(TaskListener.NULL);
            return Map.of(
                    "vcs.ref.head.name", variables.getOrDefault("GIT_BRANCH", variables.getOrDefault("BRANCH_NAME", "")),
                    "vcs.ref.head.revision", variables.getOrDefault("GIT_COMMIT", ""),
                    "vcs.change.id", variables.getOrDefault("CHANGE_ID", ""),
                    "vcs.repository.url.full", withoutUser(variables.getOrDefault("GIT_URL", "")));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "no environment of " + build, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    /** Some have a password in the address of their repository. */
    static String withoutUser(String url) {
        return url.replaceFirst("^(\\w+://)[^/@]*@", "$1");
    }
}
