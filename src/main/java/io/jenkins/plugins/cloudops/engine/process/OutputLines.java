package io.jenkins.plugins.cloudops.engine.process;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole lines of a growing UTF-8 file from a byte on. A line that has no end yet is left for the
 * next time, unless it is longer than what is read at once: then it comes in pieces.
 *
 * @param lines without their ends
 * @param offset the byte after the last line
 * @param atEnd whether the file ends there
 */
public record OutputLines(List<String> lines, long offset, boolean atEnd) {

    /**
     * @param most how many bytes to read
     * @param complete whether the file will not grow any more, so that its last line counts even
     *     without an end
     */
    public static OutputLines read(Path file, long offset, int most, boolean complete) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(most, size - offset)));
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            boolean all = offset + buffer.position() >= size;
            int taken = lastLineEnd(buffer.array(), buffer.position());
            if (complete && all) {
                taken = buffer.position();
            } else if (taken == 0 && buffer.position() == most) {
                taken = pieceEnd(buffer.array());
            }
            List<String> lines = split(new String(buffer.array(), 0, taken, StandardCharsets.UTF_8));
            return new OutputLines(lines, offset + taken, offset + taken >= size);
        } catch (NoSuchFileException nothingYet) {
            return new OutputLines(List.of(), offset, true);
        }
    }

    /** The byte after so many lines of a file from a byte on; all of them have to be there. */
    public static long after(Path file, long offset, int lines) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(offset);
            long at = offset;
            for (int left = lines; left > 0; at++) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("There are no " + lines + " lines any more: " + file);
                }
                left -= next == '\n' ? 1 : 0;
            }
            return at;
        }
    }

    /** Whether a line ends right before a byte. */
    public static boolean endsLine(Path file, long offset) throws IOException {
        return offset == 0 || bytes(file, offset - 1, 1)[0] == '\n';
    }

    /** Some bytes of a file; all of them have to be there. */
    public static byte[] bytes(Path file, long offset, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            byte[] bytes = new byte[length];
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new EOFException("There are no " + length + " bytes any more: " + file);
            }
            return bytes;
        }
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /**
     * Before the last character, so that none is cut in two, and so that what follows is never the
     * end of the line alone, which would read as an empty line.
     */
    private static int pieceEnd(byte[] bytes) {
        int end = bytes.length - 1;
        while (end > 0 && ((bytes[end] & 0xC0) == 0x80 || bytes[end] == '\r')) {
            end--;
        }
        return end == 0 ? bytes.length : end;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lines.add(text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end));
            start = end + 1;
        }
        return lines;
    }
}
