package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the External Secrets Operator has made of what it was told, when the wait is over. */
final class Refreshed {

    private final Path run;
    private final SyncRequest request;
    private final Redactor redactor;

    Refreshed(Path run, SyncRequest request, Redactor redactor) {
        this.run = run;
        this.request = request;
        this.redactor = redactor;
    }

    List<SyncEntry> of(List<SyncEntry> planned) throws IOException {
        List<SyncEntry> entries = new ArrayList<>(planned);
        for (int target = 0; target < request.targets().size(); target++) {
            Path list = run.resolve("wait-" + target + ".list");
            if (Files.exists(list)) {
                judge(target, before(list), entries);
            }
        }
        return entries;
    }

    private static Map<String, String> before(Path list) throws IOException {
        Map<String, String> before = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            int bar = line.indexOf('|');
            before.put(line.substring(0, bar), line.substring(bar + 1).replace('|', ' '));
        }
        return before;
    }

    private void judge(int target, Map<String, String> before, List<SyncEntry> entries) throws IOException {
        Call call = new Call(run, "wait-" + target);
        SecretTarget to = request.targets().get(target);
        ExternalSecrets now = call.succeeded() ? ExternalSecrets.read(call.output()) : null;
        String unread = now != null ? "" : CliProblem.of(Messages.Difference_reading(to.label()), call.error(), redactor).getMessage();
        for (int i = 0; i < entries.size(); i++) {
            SyncEntry entry = entries.get(i);
            if (entry.target() == target && entry.action() == SyncAction.UPDATE) {
                ExternalSecrets.One one = now == null ? null : now.named(entry.name());
                boolean refreshed = one != null && one.ready() && !one.state().equals(before.get(entry.name()));
                if (!refreshed) {
                    entries.set(i, entry.now(SyncAction.FAILED, now == null ? unread : Messages.Refreshed_notReady(
                            to.waitSeconds(), one == null || one.message().isEmpty() ? "-" : Visible.of(redactor.redact(one.message())))));
                }
            }
        }
    }
}
