package io.jenkins.plugins.cloudops.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Inputs made from a seed: the same ones every time. {@code -Dcloudops.fuzz=1000000} says how many there are for each
 * reader, {@code -Dcloudops.fuzz.seed=7} takes others, {@code -Dcloudops.fuzz.from=17382} begins with that one.
 */
public final class Fuzz {

    private static final int SECONDS = 10;

    /** What is done with one input; it throws what is wrong. */
    public interface Check {
        void input(Random random) throws Exception;
    }

    private Fuzz() {}

    /** @param usual how many inputs there are if nobody says */
    public static void run(int usual, Check check) throws Exception {
        int inputs = Integer.getInteger("cloudops.fuzz", usual);
        long seed = Long.getLong("cloudops.fuzz.seed", 1);
        for (int i = Integer.getInteger("cloudops.fuzz.from", 0); i < inputs; i++) {
            long start = System.nanoTime();
            try {
                check.input(new Random(seed << 32 | i));
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError("input " + i + " of seed " + seed + ": " + e, e);
            }
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            if (seconds >= SECONDS) {
                throw new AssertionError("input " + i + " of seed " + seed + " took " + seconds + " s");
            }
        }
    }

    /** One of them with some bytes changed, left out, doubled, replaced by another's, or cut off. */
    public static byte[] mutated(Random random, List<byte[]> corpus, List<String> words) {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(bytes.length - at, 1 << random.nextInt(8));
            switch (random.nextInt(8)) {
                case 0 -> bytes = replaced(bytes, at, Math.min(1, length), new byte[] {(byte) random.nextInt()});
                case 1 -> bytes = replaced(bytes, at, length, new byte[0]);
                case 2 -> bytes = replaced(bytes, at, 0, part(bytes, at, length));
                case 3 -> {
                    byte[] other = corpus.get(random.nextInt(corpus.size()));
                    bytes = replaced(bytes, at, length, part(other, random.nextInt(other.length + 1), 1 << random.nextInt(10)));
                }
                case 4 -> bytes = random.nextInt(4) == 0 ? part(bytes, 0, at) : bytes;
                default -> {
                    byte[] word = words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
                    bytes = replaced(bytes, at, random.nextBoolean() ? 0 : Math.min(word.length, length), word);
                }
            }
        }
        return bytes;
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        return java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] with) {
        byte[] result = new byte[bytes.length - length + with.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(with, 0, result, at, with.length);
        System.arraycopy(bytes, at + length, result, at + with.length, bytes.length - at - length);
        return result;
    }
}
