package io.jenkins.plugins.cloudops.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import jenkins.security.HMACConfidentialKey;

/**
 * A file of any size that only this Jenkins can read, and only as what it was written as: encrypted and
 * authenticated, in constant memory.
 *
 * <p>The format is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: "Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015) with AES-256-GCM, as age and
 * Tink use it:
 * <pre>
 * file    = "CLOUDOPS" version(1) salt(32) segment+
 * segment = AES-256-GCM of up to 65,536 bytes, followed by its tag of 16 bytes
 * nonce   = zeros(3) number-of-the-segment(8, big-endian) last(1: 0 or 1)
 * data authenticated with each segment = the 41 bytes before the first one, and the context
 * key     = HMAC-SHA256(key of this Jenkins, "file" salt 1)
 * </pre>
 * Every segment but the last is full; the last one is empty only if nothing was written. So each byte that is
 * read is what was written at that place of that file, and an end is the end.
 *
 * <p>The key is {@code HKDF-Expand} of RFC 5869 with a salt of the file in its info, so that each file has a key
 * of its own and counted nonces never meet. What it is expanded from is made by Jenkins and kept in its
 * confidential store, encrypted with the master key; {@link HMACConfidentialKey} never hands it out.
 *
 * <p>Libraries were weighed: Tink has this very construction, but brings protobuf and Gson along; Jenkins
 * ships none. {@code Secret} and {@code CryptoConfidentialKey} are AES-128-CBC, without authentication, and the
 * first for short texts. {@code CipherInputStream} with GCM either holds all in memory or hands out
 * what was not authenticated.
 */
final class SealedFile {

    static final int SEGMENT = 64 * 1024;
    static final int TAG = 16;
    static final int HEADER = 41;

    private static final byte[] MAGIC = "CLOUDOPS".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;
    private final String context;

    /** @param context what the file is and whose; it opens with the same one only */
    SealedFile(Path path, String context) {
        this.path = path;
        this.context = context;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.isRegularFile(path);
    }

    /** Begins to write; nothing is there until it is committed. */
    SealedOutput create() throws IOException {
        byte[] header = new byte[HEADER];
        byte[] salt = new byte[HEADER - MAGIC.length - 1];
        RANDOM.nextBytes(salt);
        ByteBuffer.wrap(header).put(MAGIC).put(VERSION).put(salt);
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new SealedOutput(path, header, new Segments(Cipher.ENCRYPT_MODE, header));
    }

    /**
     * Begins to read. Whoever needs all of it reads to the end, since only there it is known that
     * nothing is missing.
     *
     * @return each read of it throws an IOException with a sentence if what comes next is not what was written
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException with a sentence if this is no sealed file
     */
    InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new IOException(Messages.SealedFile_noSealedFile(path.getFileName()));
            }
            if (header[MAGIC.length] != VERSION) {
                throw new IOException(Messages.SealedFile_version(path.getFileName(), String.valueOf(header[MAGIC.length])));
            }
            return new SealedInput(path, in, new Segments(Cipher.DECRYPT_MODE, header));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Why a file that was begun cannot be read on. */
    static IOException changed(Path path) {
        return new IOException(Messages.SealedFile_changed(path.getFileName()));
    }

    /**
     * A new object each time, since one keeps its key when Jenkins gets another store of keys; one after another,
     * since the first use makes the key.
     */
    private static synchronized byte[] derive(byte[] info) {
        return new HMACConfidentialKey(SealedFile.class, "key").mac(info);
    }

    /** The segments of one file, in their order. */
    final class Segments {

        private final int mode;
        private final byte[] header;
        private final SecretKeySpec key;
        private final Cipher cipher;
        private long number;

        private Segments(int mode, byte[] header) throws IOException {
            this.mode = mode;
            this.header = header;
            byte[] info = ByteBuffer.allocate(4 + HEADER - MAGIC.length).put("file".getBytes(StandardCharsets.US_ASCII))
                    .put(header, MAGIC.length + 1, HEADER - MAGIC.length - 1).put((byte) 1).array();
            key = new SecretKeySpec(derive(info), "AES");
            try {
                cipher = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        /** @throws GeneralSecurityException if this is not that segment */
        byte[] next(byte[] segment, int length, boolean last) throws GeneralSecurityException {
            byte[] nonce = ByteBuffer.allocate(12).putLong(3, number)
                    .put(11, (byte) (last ? 1 : 0)).array();
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(header);
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            number++;
            return cipher.doFinal(segment, 0, length);
        }
    }
}
