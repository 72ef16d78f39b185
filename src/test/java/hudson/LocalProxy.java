package hudson;

/** A proxy on this machine. */
public final class LocalProxy {

    private LocalProxy() {
    }

    /**
     * Makes one.
     *
     * @param user null for none
     * @param noProxyHost hosts that need no proxy, one a line
     */
    public static ProxyConfiguration of(int port, String user, String password, String noProxyHost) {
        return new ProxyConfiguration("127.0.0.1", port, user, password, noProxyHost);
    }
}
