package io.jenkins.plugins.cloudops.engine.trace.otlp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * How a collector is reached from here.
 *
 * @param client with the proxy of this place
 * @param requests begins a request to an address, with what the proxy wants to be told
 */
public record Transport(HttpClient client, Function<URI, HttpRequest.Builder> requests) {
}
