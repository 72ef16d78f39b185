package hudson;

import java.net.http.HttpClient;

/** The proxy of the controller. Declared: HTTP by way of it; here there is none. */
public final class ProxyConfiguration {

    private ProxyConfiguration() {
    }

    public static HttpClient.Builder newHttpClientBuilder() {
        return HttpClient.newBuilder();
    }
}
