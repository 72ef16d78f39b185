package io.jenkins.plugins.cloudops.local;

/** Waits for something to become true. */
public final class Eventually {

    private static final long MOST_MILLIS = 90_000;

    private Eventually() {
    }

    /** What is to hold. */
    public interface Assertion {
        void check() throws Exception;
    }

    /** Returns as soon as the assertion holds; fails as it does if that takes too long. */
    public static void holds(Assertion assertion) {
        long end = System.currentTimeMillis() + MOST_MILLIS;
        while (true) {
            try {
                assertion.check();
                return;
            } catch (AssertionError e) {
                if (System.currentTimeMillis() > end) {
                    throw e;
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
