package io.jenkins.plugins.cloudops.engine.redact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Masks forms in bytes that come piece by piece. What overlaps is masked as one, so that no rest of a value stays.
 *
 * <p>It holds back what may be the beginning of a form: at most some 16 KiB, mostly a few bytes.
 */
final class Masking {

    private static final byte[] MASK = Redactor.MASK.getBytes(StandardCharsets.UTF_8);
    private static final int ROOM = 1 << 16;

    private final OutputStream out;
    private byte[] held;
    private byte[] passed = new byte[MASK.length];
    private int passedLength;
    private int length;
    /* Before this nothing has to be looked at again; a mask that ends here has to be seen, though. */
    private int looked;
    private int written;
    private int masked;

    Masking(OutputStream out, int room) {
        this.out = out;
        this.held = new byte[Math.min(room, ROOM) + MASK.length];
    }

    void feed(FormTable forms, byte[] bytes, int offset, int count) throws IOException {
        if (forms.size() == 0 && looked == length) {
            out.write(bytes, offset, count);
            return;
        }
        for (int fed = 0; fed < count; ) {
            if (length == held.length) {
                held = Arrays.copyOf(held, held.length * 2);
            }
            int now = Math.min(count - fed, held.length - length);
            System.arraycopy(bytes, offset + fed, held, length, now);
            length += now;
            fed += now;
            scan(forms, false);
        }
    }

    /** Lets go of what was held back: the text ends. */
    void end(FormTable forms) throws IOException {
        scan(forms, true);
    }

    private void scan(FormTable forms, boolean whole) throws IOException {
        while (true) {
            int at = forms.find(held, looked, length, whole);
            looked = at;
            if (forms.found() <= 0) {
                break;
            }
            if (written < at && at >= masked) {
                pass(held, written, at - written);
            }
            if (at >= masked) {
                pass(MASK, 0, MASK.length);
            }
            masked = Math.max(masked, at + forms.found());
            written = masked;
            looked = at + 1;
        }
        write();
        int gone = Math.max(0, looked - MASK.length);
        System.arraycopy(held, gone, held, 0, length - gone);
        length -= gone;
        looked -= gone;
        written -= gone;
        masked = Math.max(0, masked - gone);
    }

    private void write() throws IOException {
        int rest = Math.max(0, looked - written);
        if (passedLength == 0) {
            out.write(held, written, rest);
        } else {
            pass(held, written, rest);
            out.write(passed, 0, passedLength);
            passedLength = 0;
        }
        written += rest;
    }

    /* Together, since a mask between two writes would make three of one. */
    private void pass(byte[] bytes, int from, int count) {
        if (passedLength + count > passed.length) {
            passed = Arrays.copyOf(passed, Math.max(passed.length * 2, passedLength + count));
        }
        System.arraycopy(bytes, from, passed, passedLength, count);
        passedLength += count;
    }
}
