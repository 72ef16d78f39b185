package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.secrets.SyncAction;
import io.jenkins.plugins.cloudops.engine.secrets.SyncReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as lines of a log and as the value of a step. */
final class SyncText {

    /** Lines of a log, one a secret. */
    private static final int LINES = 100;
    private static final Map<String, String> SYMBOLS = Map.of("create", "+", "update", "~", "prune", "-", "conflict", "!", "failed", "!",
            "orphaned", "?");

    private SyncText() {
    }

    static void print(SyncReport report, PrintStream log) {
        int printed = 0;
        for (SyncReport.Line line : report.lines()) {
            if (line.action().equals(SyncAction.UNCHANGED.word())) {
                continue;
            }
            if (++printed > LINES) {
                break;
            }
            log.println("  " + SYMBOLS.getOrDefault(line.action(), " ") + " " + line.target() + ": " + line.name()
                    + (line.sources().isEmpty() || line.sources().equals(line.name()) ? "" : " (" + line.sources() + ")") + ", "
                    + line.action() + (line.message().isEmpty() ? "" : ". " + line.message()));
        }
        int more = report.size() - report.count(SyncAction.UNCHANGED) - LINES;
        if (more > 0) {
            log.println("  " + Messages.SyncText_more(more));
        }
        log.println(report.headline());
    }

    /** Plain maps, lists, texts and numbers. */
    static Map<String, Object> map(SyncReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", report.source());
        map.put("dryRun", report.dryRun());
        map.putAll(report.counts());
        List<Map<String, Object>> details = new ArrayList<>();
        for (SyncReport.Line line : report.lines()) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("target", line.target());
            detail.put("name", line.name());
            detail.put("source", line.sources());
            detail.put("version", line.version());
            detail.put("action", line.action());
            detail.put("millis", line.millis());
            detail.put("message", line.message());
            details.add(detail);
        }
        map.put("details", details);
        map.put("detailsOmitted", report.size() - details.size());
        return map;
    }
}
