package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from what {@code aws} or {@code kubectl} printed on standard error why a call failed. Version 1 of the AWS CLI exits
 * with 255 for every error and version 2 with 252 to 254, so it is told from the text; kubectl exits with 1.
 */
final class CliProblem {

    /** {@code An error occurred (CODE) when calling the OPERATION operation (reached max retries: 4): TEXT}. */
    private static final Pattern AWS =
            Pattern.compile("An error occurred \\(([A-Za-z0-9.]+)\\) when calling the (\\w+) operation[^:]*: (.*)");
    /** {@code Error from server (REASON): TEXT}, perhaps after what it was about. */
    private static final Pattern KUBERNETES = Pattern.compile("Error from server(?: \\((\\w+)\\))?: (.*)");
    private static final Pattern UNREACHABLE = Pattern.compile(
            "(?i)could not connect to the endpoint|connect timeout|read timeout|connection was closed|unable to connect to the server"
                    + "|the connection to the server .* was refused|no such host|i/o timeout|connection re(fused|set)"
                    + "|tls handshake|certificate|ssl validation failed|eof$|deadline exceeded|name or service not known");
    private static final Pattern EXPIRED = Pattern.compile(
            "(?i)expiredtoken|token.{0,40}expired|must be logged in to the server|unauthorized|unable to locate credentials"
                    + "|asked for the client to provide credentials|getting credentials|credentials could not|could not be found.*profile"
                    + "|partial credentials");
    private static final Pattern THROTTLED = Pattern.compile("(?i)throttl|too ?many ?requests|rate exceeded|slow ?down|\\b429\\b");
    private static final int LONGEST = 400;

    private CliProblem() {
    }

    /**
     * @param what was being done, as the beginning of a sentence
     * @param error what was printed
     */
    static SecretsProblem of(String what, Path error, Redactor redactor) throws IOException {
        String text = Files.exists(error) ? new String(Files.readAllBytes(error), StandardCharsets.UTF_8) : "";
        return of(what, redactor.redact(text));
    }

    /** @param text without what is secret */
    static SecretsProblem of(String what, String text) {
        String line = line(text);
        Matcher aws = AWS.matcher(line);
        if (aws.find()) {
            Kind kind = kindOfAws(aws.group(1));
            String answer = Visible.of(aws.group(1) + ": " + aws.group(3));
            return new SecretsProblem(kind, kind == Kind.DENIED
                    ? Messages.CliProblem_denied(what, shorten(answer), "secretsmanager:" + aws.group(2))
                    : Messages.CliProblem_failed(what, shorten(answer)));
        }
        Kind kind = kindOfText(line);
        // A sentence of ours goes on behind it.
        String answer = shorten(line.isEmpty() ? Messages.CliProblem_silent() : line.replaceFirst("[.?!\\s]+$", ""));
        return new SecretsProblem(kind, switch (kind) {
            case DENIED -> Messages.CliProblem_access(what, answer);
            case NETWORK -> Messages.CliProblem_unreachable(what, answer);
            default -> Messages.CliProblem_failed(what, answer);
        });
    }

    /** The line that says why: the last one, since what comes before are warnings and usage. */
    private static String line(String text) {
        String last = "";
        for (String line : text.lines().map(String::trim).toList()) {
            if (AWS.matcher(line).find() || KUBERNETES.matcher(line).find()) {
                return line;
            }
            if (!line.isEmpty()) {
                last = line;
            }
        }
        return last;
    }

    private static String shorten(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }

    static Kind kindOfText(String line) {
        Matcher server = KUBERNETES.matcher(line);
        String reason = server.find() && server.group(1) != null ? server.group(1) : "";
        if (THROTTLED.matcher(line).find()) {
            return Kind.THROTTLED;
        }
        if (reason.equals("Forbidden") || line.contains(" is forbidden: ") || EXPIRED.matcher(line).find()) {
            return Kind.DENIED;
        }
        if (reason.matches("InternalError|ServiceUnavailable|Timeout|ServerTimeout") || UNREACHABLE.matcher(line).find()) {
            return Kind.NETWORK;
        }
        return Kind.CONFIGURATION;
    }

    static Kind kindOfAws(String code) {
        if (THROTTLED.matcher(code).find() || code.equals("LimitExceededException")) {
            return Kind.THROTTLED;
        }
        if (code.matches("AccessDenied.*|Expired.*|UnrecognizedClient.*|InvalidClientTokenId|SignatureDoesNotMatch|"
                + "InvalidSignature.*|MissingAuthentication.*|NotAuthorized.*|DecryptionFailure|OptInRequired|AuthFailure")) {
            return Kind.DENIED;
        }
        return code.matches("Internal.*|ServiceUnavailable.*|5\\d\\d") ? Kind.NETWORK : Kind.CONFIGURATION;
    }
}
