package io.jenkins.plugins.cloudops.engine.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells values apart without them: HMAC-SHA256 with a key of this Jenkins, so that nobody else can try values against one.
 * The name of the secret is part of it, so that equal values of two secrets do not look equal.
 */
final class Fingerprint {

    private static final int BYTES = 16;

    private final SecretKeySpec key;

    /** @param key for one target */
    Fingerprint(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** Of one value; 32 hexadecimal digits. */
    String of(String name, String entry, byte[] value) {
        Mac mac = mac();
        take(mac, name.getBytes(StandardCharsets.UTF_8));
        take(mac, entry.getBytes(StandardCharsets.UTF_8));
        take(mac, value);
        return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    }

    /**
     * Of all values of a secret together.
     *
     * @param prints of its values by key
     * @param keys which of them
     */
    String of(String name, Map<String, String> prints, Collection<String> keys) {
        Mac mac = mac();
        take(mac, name.getBytes(StandardCharsets.UTF_8));
        TreeMap<String, String> sorted = new TreeMap<>(prints);
        sorted.keySet().retainAll(keys);
        sorted.forEach((entry, print) -> {
            take(mac, entry.getBytes(StandardCharsets.UTF_8));
            take(mac, print.getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    }

    /** With their lengths, so that no two different lists give the same bytes. */
    private static void take(Mac mac, byte[] bytes) {
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
