package io.jenkins.plugins.cloudops.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/**
 * Writes a {@link SealedFile} beside its place, and puts it there when it is committed. Closed before that, or
 * after a write that failed, it leaves nothing.
 */
final class SealedOutput extends OutputStream {

    private final Path path;
    private final Path beside;
    private final FileChannel out;
    private final SealedFile.Segments segments;
    private final byte[] segment = new byte[SealedFile.SEGMENT];
    private int filled;
    private boolean intact;
    private boolean committed;

    SealedOutput(Path path, byte[] header, SealedFile.Segments segments) throws IOException {
        this.path = path;
        this.segments = segments;
        beside = path.resolveSibling(path.getFileName() + ".new");
        out = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        append(header);
        intact = true;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == segment.length) {
                seal(false);
            }
            int some = Math.min(left, segment.length - filled);
            System.arraycopy(bytes, from, segment, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    /** The file is whole: puts it to its place. */
    void commit() throws IOException {
        seal(true);
        intact = false;
        out.force(true);
        out.close();
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
    }

    private void seal(boolean last) throws IOException {
        if (!intact) {
            throw new IOException(Messages.SealedOutput_incomplete(path.getFileName()));
        }
        // Whoever writes from an agent may not hear of a failure: it has to stay one.
        intact = false;
        try {
            append(segments.next(segment, filled, last));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        filled = 0;
        intact = true;
    }

    private void append(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            out.write(left);
        }
    }

    @Override
    public void close() throws IOException {
        intact = false;
        out.close();
        if (!committed) {
            Files.deleteIfExists(beside);
        }
    }
}
