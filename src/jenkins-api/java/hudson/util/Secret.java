package hudson.util;

import java.nio.charset.StandardCharsets;

/** A value that is kept encrypted. Declared: making and reading it; here it is only made unreadable. */
public final class Secret {

    private final byte[] hidden;

    /** Only here: a value that is found in no file by looking for it. */
    Secret(String value) {
        hidden = turned(value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] turned(byte[] value) {
        byte[] turned = value.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] ^= (byte) (0x5a + i);
        }
        return turned;
    }

    public static Secret fromString(String value) {
        return new Secret(value == null ? "" : value);
    }

    public String getPlainText() {
        return new String(turned(hidden), StandardCharsets.UTF_8);
    }
}
