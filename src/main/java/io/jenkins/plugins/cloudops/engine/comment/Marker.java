package io.jenkins.plugins.cloudops.engine.comment;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden first line of a comment of ours, by which it is found again: an HTML comment, or a link reference definition
 * that nothing refers to where HTML comments are seen ({@code [//]: # (…)}, CommonMark 4.7).
 *
 * <p>{@code cloudops-pipeline job=… stack=… workspace=… build=7 started=1700000000000 part=1}, with values encoded as in a
 * query, so that none can end it.
 *
 * <p>A value that would take more than {@value #MAX_LENGTH} characters is replaced by its SHA-256.
 *
 * @param job unique among all jobs that comment there: say, the URL of the job
 * @param stack its directory; "" for a comment on several stacks
 * @param workspace Terraform's; "" for a comment on several stacks
 * @param build the number of the build
 * @param started when the build was scheduled, in milliseconds since 1970: numbers begin anew when a job is made again
 * @param part from 1
 */
public record Marker(String job, String stack, String workspace, int build, long started, int part) {

    private static final Pattern LINE = Pattern.compile(
            "^(?:<!-- |\\[//]: # \\()cloudops-pipeline job=(\\S*) stack=(\\S*) workspace=(\\S*)"
                    + " build=(\\d{1,9}) started=(\\d{1,18}) part=(\\d{1,4})(?: -->|\\))\\s*(?:\\R|$)");

    private static final int MAX_LENGTH = 300;

    public Marker {
        job = shortened(job);
        stack = shortened(stack);
        workspace = shortened(workspace);
    }

    /** The marker of a comment's text; none if its first line is not one. */
    public static Optional<Marker> parse(String text) {
        Matcher line = LINE.matcher(text.stripLeading());
        if (!line.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Marker(
                    decoded(line.group(1)),
                    decoded(line.group(2)),
                    decoded(line.group(3)),
                    Integer.parseInt(line.group(4)),
                    Long.parseLong(line.group(5)),
                    Integer.parseInt(line.group(6))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether both are of the same comment, or of parts of it, whatever build wrote them. */
    public boolean sameComment(Marker other) {
        return job.equals(other.job) && stack.equals(other.stack) && workspace.equals(other.workspace);
    }

    /** Whether this one is of a later build. */
    public boolean newerThan(Marker other) {
        return started != other.started ? started > other.started : build > other.build;
    }

    public Marker part(int number) {
        return new Marker(job, stack, workspace, build, started, number);
    }

    /** The line, without its end. */
    public String format(Dialect dialect) {
        String content = "cloudops-pipeline job=" + encoded(job) + " stack=" + encoded(stack) + " workspace="
                + encoded(workspace) + " build=" + build + " started=" + started + " part=" + part;
        return dialect.html() ? "<!-- " + content + " -->" : "[//]: # (" + content + ")";
    }

    /* A name that would leave no room for anything else is as unique by its digest. */
    private static String shortened(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (encoded(text).length() <= MAX_LENGTH) {
            // Half of an emoji cannot be written, and so not be read back.
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String encoded(String text) {
        // Two hyphens would end an HTML comment, and an asterisk or underscore could be changed by an editor.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("-", "%2D").replace("*", "%2A").replace("_", "%5F");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
