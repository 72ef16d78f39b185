package hudson;

import hudson.util.Secret;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.Arrays;
import jenkins.model.Jenkins;

/** The proxy of the controller. Declared: HTTP by way of it, and who asks it. */
public final class ProxyConfiguration {

    private final String name;
    private final int port;
    private final String userName;
    private final Secret secretPassword;
    private final String noProxyHost;

    /** Only here: whoever tests says what it is. */
    ProxyConfiguration(String name, int port, String userName, String password, String noProxyHost) {
        this.name = name;
        this.port = port;
        this.userName = userName;
        this.secretPassword = Secret.fromString(password);
        this.noProxyHost = noProxyHost;
    }

    public String getUserName() {
        return userName;
    }

    public Secret getSecretPassword() {
        return secretPassword;
    }

    /** Here, hosts that need no proxy are named in full. */
    public Proxy createProxy(String host) {
        boolean none = noProxyHost != null && Arrays.asList(noProxyHost.split("\n")).contains(host);
        return none ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(name, port));
    }

    public static HttpClient.Builder newHttpClientBuilder() {
        HttpClient.Builder builder = HttpClient.newBuilder();
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        ProxyConfiguration proxy = jenkins == null ? null : jenkins.getProxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.name, proxy.port)));
        }
        if (proxy != null && proxy.userName != null) {
            builder.authenticator(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return getRequestorType() != RequestorType.PROXY ? null
                            : new PasswordAuthentication(proxy.userName, proxy.secretPassword.getPlainText().toCharArray());
                }
            });
        }
        return builder;
    }
}
