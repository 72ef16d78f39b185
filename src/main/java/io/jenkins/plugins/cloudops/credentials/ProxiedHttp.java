package io.jenkins.plugins.cloudops.credentials;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import jenkins.model.Jenkins;

/**
 * HTTP through the proxy of Jenkins, for requests that say themselves who asks.
 *
 * <p>Before Java 24, a client with an authenticator, which it gets from Jenkins if the proxy has a user, drops the header
 * {@code Authorization} of every request (JDK-8326949). So it is made without, and the user of the proxy is sent as a header.
 * To a proxy before HTTPS, Java sends that only with {@code -Djdk.http.auth.tunneling.disabledSchemes=""}.
 */
public final class ProxiedHttp {

    private ProxiedHttp() {
    }

    public static HttpClient.Builder newClientBuilder() {
        HttpClient.Builder builder = ProxyConfiguration.newHttpClientBuilder();
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        ProxyConfiguration proxy = jenkins == null ? null : jenkins.getProxy();
        if (proxy == null || proxy.getUserName() == null) {
            return builder;
        }
        HttpClient usual = builder.build();
        if (usual.authenticator().isEmpty()) {
            return builder;
        }
        HttpClient.Builder bare = HttpClient.newBuilder();
        usual.proxy().ifPresent(bare::proxy);
        usual.executor().ifPresent(bare::executor);
        return bare;
    }

    /** Says to the proxy who asks, if it has to be told, and is on the way; never to anybody else. */
    public static HttpRequest.Builder newRequestBuilder(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        ProxyConfiguration proxy = jenkins == null ? null : jenkins.getProxy();
        if (proxy == null || proxy.getUserName() == null || proxy.createProxy(uri.getHost()).type() == Proxy.Type.DIRECT) {
            return request;
        }
        Secret password = proxy.getSecretPassword();
        String pair = proxy.getUserName() + ":" + (password == null ? "" : password.getPlainText());
        return request.header("Proxy-Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
