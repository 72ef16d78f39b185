package io.jenkins.plugins.cloudops.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Reads a {@link SealedFile}, and hands out only what was authenticated, one segment after another. */
final class SealedInput extends InputStream {

    private static final byte[] NOTHING = {};

    private final Path path;
    private final PushbackInputStream in;
    private final SealedFile.Segments segments;
    private byte[] opened = NOTHING;
    private int read;
    private boolean last;
    private boolean changed;

    SealedInput(Path path, InputStream in, SealedFile.Segments segments) {
        this.path = path;
        this.in = new PushbackInputStream(in, 1);
        this.segments = segments;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (read == opened.length) {
            if (last) {
                return -1;
            }
            openNext();
            if (opened.length == 0) {
                return -1;
            }
        }
        int some = Math.min(length, opened.length - read);
        System.arraycopy(opened, read, bytes, offset, some);
        read += some;
        return some;
    }

    private void openNext() throws IOException {
        if (changed) {
            throw SealedFile.changed(path);
        }
        changed = true;
        byte[] segment = in.readNBytes(SealedFile.SEGMENT + SealedFile.TAG);
        int following = in.read();
        if (following >= 0) {
            in.unread(following);
        }
        read = 0;
        opened = NOTHING;
        // Java 17 takes no bytes at all for an empty text, without looking for a tag.
        if (segment.length < SealedFile.TAG) {
            throw SealedFile.changed(path);
        }
        try {
            opened = segments.next(segment, segment.length, following < 0);
        } catch (GeneralSecurityException e) {
            // Without the cause, which says nothing that the sentence does not.
            throw SealedFile.changed(path);
        }
        last = following < 0;
        changed = false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
