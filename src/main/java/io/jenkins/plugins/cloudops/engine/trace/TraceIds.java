package io.jenkins.plugins.cloudops.engine.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Identifiers of W3C Trace Context: a trace has 16 bytes, a span 8, in lower-case hexadecimal digits and not all zero.
 */
public final class TraceIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    private TraceIds() {
    }

    public static boolean isTraceId(String text) {
        return TRACE.matcher(text).matches();
    }

    public static boolean isSpanId(String text) {
        return SPAN.matcher(text).matches();
    }

    /** An identifier of a trace that nobody else has. */
    public static String newTraceId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        // No draw is all zero with this bit.
        bytes[15] |= 1;
        return HexFormat.of().formatHex(bytes);
    }

    public static String newSpanId() {
        long id = 0;
        while (id == 0) {
            id = RANDOM.nextLong();
        }
        return hex(id);
    }

    /**
     * The identifier of a span that has a name of its own within its trace: the same every time, so that nothing has to be
     * kept to know it again after a restart.
     *
     * @param key what only this span of the trace is called: {@code node/12}
     */
    public static String spanId(String traceId, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((traceId + '/' + key).getBytes(StandardCharsets.UTF_8));
            long id = ByteBuffer.wrap(hash).getLong();
            return hex(id == 0 ? 1 : id);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}
