package io.jenkins.plugins.cloudops.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that nobody listens on for now. They lie below those that systems give to whoever asks for
 * any, so that they are still free a while later.
 */
public final class Ports {

    private static final int FIRST = 15_000;
    private static final int AFTER_LAST = 30_000;

    private Ports() {
    }

    public static int free() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                // That one is taken.
            }
        }
        throw new IOException("No port from " + FIRST + " to " + (AFTER_LAST - 1) + " is free.");
    }
}
