package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells from the diagnostics of a command why it failed. Neither Terraform nor its providers have
 * error codes, so this goes by the words that they, Go's network library and the cloud providers'
 * interfaces use; the first rule that fits wins, and what fits none is the configuration's or the
 * provider's fault.
 */
public final class FailureCause {

    private static final String LOCK = "Error acquiring the state lock";
    private static final Pattern HELD = Pattern.compile("Lock Info:|resource temporarily unavailable|already locked");

    private record Rule(FailureKind kind, Pattern words) {
        Rule(FailureKind kind, String words) {
            this(kind, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(FailureKind.STALE, "saved plan is stale|saved plan does not match|can't apply a plan"
                    + "|cannot apply incomplete plan"),
            new Rule(FailureKind.THROTTLED, "throttl|rate.?limit|rate exceeded|too ?many ?requests|slow ?down"
                    + "|request ?limit ?exceeded|\\b429\\b|quota exceeded for quota metric"),
            new Rule(FailureKind.DENIED, "access ?denied|not authorized|unauthorized|forbidden|permission denied"
                    + "|authentication (failed|required)|auth ?failure|invalid ?client ?token|expired ?token|token .{0,40}expired"
                    + "|no valid credential|could not find default credentials|invalid credentials|could not read username"
                    + "|host key verification failed|required token could not be found|(status|error|code|response)\\D{0,16}40[13]\\b"),
            new Rule(FailureKind.NETWORK, "dial tcp|no such host|connection (refused|reset|timed out)|i/o timeout"
                    + "|tls handshake timeout|unexpected eof|context deadline exceeded|client\\.timeout|network is unreachable"
                    + "|no route to host|failed to connect|could(n't| not) connect|temporary failure in name resolution|could not resolve host"
                    + "|giving up after \\d+ attempt"
                    + "|\\b50[0234]\\b.{0,4}(internal server error|bad gateway|service unavailable|gateway time-?out)"
                    + "|(status|error|code|response)\\D{0,16}50[0234]\\b"),
            new Rule(FailureKind.PROVIDER, "plugin did not respond|plugin process exited|provider produced"
                    + "|failed to instantiate provider|unrecognized remote plugin message"));

    private FailureCause() {
    }

    /** The kind of the first error that has one of its own; an empty list is the provider's fault. */
    public static FailureKind of(List<Diagnostic> errors) {
        FailureKind fallback = FailureKind.PROVIDER;
        for (Diagnostic error : errors) {
            FailureKind kind = of(error);
            if (kind != FailureKind.CONFIGURATION && kind != FailureKind.PROVIDER) {
                return kind;
            }
            fallback = error == errors.get(0) ? kind : fallback;
        }
        return fallback;
    }

    private static FailureKind of(Diagnostic error) {
        String text = error.summary() + "\n" + error.detail();
        // With the block, somebody holds the lock; without, it could mostly not be asked for.
        if (error.summary().equals(LOCK) && HELD.matcher(error.detail()).find()) {
            return FailureKind.LOCKED;
        }
        for (Rule rule : RULES) {
            if (rule.words.matcher(text).find()) {
                return rule.kind;
            }
        }
        // Only what a provider says of a resource has the address of it.
        return error.address().isEmpty() ? FailureKind.CONFIGURATION : FailureKind.PROVIDER;
    }
}
