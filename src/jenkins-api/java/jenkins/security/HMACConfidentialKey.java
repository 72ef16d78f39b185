package jenkins.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;

/**
 * A key of this Jenkins that never shows itself: it makes message authentication codes. Declared: making
 * one (HMAC-SHA256). The real one is kept encrypted; here it lies below {@code secrets} as it is, and is read
 * again each time.
 */
public class HMACConfidentialKey {

    private final String id;

    @SuppressWarnings("rawtypes")
    public HMACConfidentialKey(Class owner, String shortName) {
        id = owner.getName() + '.' + shortName;
    }

    public synchronized byte[] mac(byte[] message) {
        try {
            Path file = Jenkins.get().getRootDir().toPath().resolve("secrets").resolve(id);
            if (!Files.exists(file)) {
                byte[] created = new byte[64];
                new SecureRandom().nextBytes(created);
                Files.createDirectories(file.getParent());
                Files.write(file, created);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Files.readAllBytes(file), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (IOException | GeneralSecurityException e) {
            throw new Error("Failed to load the key: " + id, e);
        }
    }
}
