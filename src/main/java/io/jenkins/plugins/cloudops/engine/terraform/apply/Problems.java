package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers diagnostics: equal ones once, different ones up to {@link ApplyOutcome#MAX_PROBLEMS}, and errors by resource. */
final class Problems {

    /* A diagnostic without its resource: one block of a configuration can fail a thousand times in the same words. */
    private record Key(String summary, String detail, String file, int line) {}

    private static final class Said {
        private final Diagnostic first;
        private final List<String> addresses = new ArrayList<>();
        private int count;

        Said(Diagnostic first) {
            this.first = first;
        }

        void again(String address) {
            count++;
            if (!address.isEmpty() && addresses.size() < Problem.MAX_ADDRESSES && !addresses.contains(address)) {
                addresses.add(address);
            }
        }
    }

    private final Map<Key, Said> said = new LinkedHashMap<>();
    private final Map<String, String> byAddress = new HashMap<>();
    private int omitted;

    void add(Diagnostic diagnostic) {
        Key key = new Key(diagnostic.summary(), diagnostic.detail(), diagnostic.file(), diagnostic.line());
        Said one = said.get(key);
        if (one == null && said.size() < ApplyOutcome.MAX_PROBLEMS) {
            one = new Said(diagnostic);
            said.put(key, one);
        }
        if (one == null) {
            omitted++;
        } else {
            one.again(diagnostic.address());
        }
        if (diagnostic.isError() && !diagnostic.address().isEmpty()) {
            byAddress.putIfAbsent(diagnostic.address(), DiagnosticText.oneLine(diagnostic));
        }
    }

    /** What was said of a resource first, in one line; "" if nothing was. */
    String of(String address) {
        return byAddress.getOrDefault(address, "");
    }

    boolean isEmpty() {
        return said.isEmpty();
    }

    boolean areAll(String summary) {
        return omitted == 0 && said.keySet().stream().allMatch(key -> key.summary().equals(summary));
    }

    boolean have(String summary) {
        return said.keySet().stream().anyMatch(key -> key.summary().equals(summary));
    }

    int omitted() {
        return omitted;
    }

    List<Problem> list() {
        return said.values().stream().map(one -> new Problem(one.first, one.count, one.addresses)).toList();
    }
}
