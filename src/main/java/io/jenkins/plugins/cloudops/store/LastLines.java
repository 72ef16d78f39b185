package io.jenkins.plugins.cloudops.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The lines of a file in UTF-8 from its end, a block at a time, so that whoever wants the last ones does not read the others.
 * The file is open only while a block is read. What is behind the last line break is no line yet.
 */
final class LastLines {

    private static final int FIRST_BLOCK = 16 << 10;
    private static final int LARGEST_BLOCK = 1 << 20;

    private final Path file;
    private long position = -1;
    private int block = FIRST_BLOCK;
    /** The end of a line that begins before the position. */
    private byte[] rest = new byte[0];

    LastLines(Path file) {
        this.file = file;
    }

    /** Whether there is nothing before what was read. */
    boolean isOver() {
        return position == 0;
    }

    /** The lines before those that were read, the last first; none can also mean that one of them is very long. */
    List<String> next() throws IOException {
        byte[] bytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean first = position < 0;
            long end = first ? channel.size() : Math.min(position, channel.size());
            position = Math.max(0, end - block);
            bytes = new byte[(int) (end - position) + rest.length];
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, (int) (end - position));
            while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
                continue;
            }
            System.arraycopy(rest, 0, bytes, (int) (end - position), rest.length);
            if (first) {
                bytes = upToLastBreak(bytes);
            }
        }
        block = Math.min(LARGEST_BLOCK, block * 4);
        return lines(bytes);
    }

    private static byte[] upToLastBreak(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }

    private List<String> lines(byte[] bytes) {
        int from = 0;
        if (position > 0) {
            while (from < bytes.length && bytes[from] != '\n') {
                from++;
            }
            from = Math.min(bytes.length, from + 1);
            rest = Arrays.copyOf(bytes, from);
        }
        List<String> lines = new ArrayList<>();
        int begin = from;
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        Collections.reverse(lines);
        return lines;
    }
}
