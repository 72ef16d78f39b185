package io.jenkins.plugins.cloudops.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is secret in a kubeconfig, so that it is masked: tokens, passwords and keys, as their names tell. */
final class KubeconfigSecrets {

    private static final Pattern ENTRY = Pattern.compile(
            "(?m)[\"']?(?:token|password|client-key-data|id-token|refresh-token|client-secret)[\"']?\\s*:\\s*[\"']?([^\\s\"',}]+)");

    private KubeconfigSecrets() {
    }

    static List<String> of(String kubeconfig) {
        List<String> secrets = new ArrayList<>();
        Matcher matcher = ENTRY.matcher(kubeconfig);
        while (matcher.find()) {
            secrets.add(matcher.group(1));
        }
        return secrets;
    }
}
