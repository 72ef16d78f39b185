package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import java.net.URI;
import java.util.List;

/** The forges that Jenkins's configuration names, and those that everybody knows. */
final class KnownForges implements PullRequest.Hosts {

    private final List<ForgeSettings> configured;

    KnownForges(List<ForgeSettings> configured) {
        this.configured = configured;
    }

    static KnownForges get() {
        return new KnownForges(CloudOpsConfiguration.get().getForges());
    }

    @Override
    public Known known(String server, String path) {
        ForgeSettings best = null;
        for (ForgeSettings forge : configured) {
            String web = forge.web();
            boolean below = !web.isEmpty() && (server + path + "/").startsWith(web + "/");
            if (below && (best == null || web.length() > best.web().length())) {
                best = forge;
            }
        }
        if (best != null) {
            return new Known(best.forgeKind(), best.web().substring(server.length()));
        }
        ForgeKind everywhere = server.startsWith("https://") && server.indexOf(':', 8) < 0
                ? ForgeKind.ofPublicHost(URI.create(server).getHost()) : null;
        return everywhere == null ? Known.NOTHING : new Known(everywhere, "");
    }

    /** The settings for the forge that has it, or null. */
    ForgeSettings of(PullRequest pull) {
        return configured.stream().filter(forge -> forge.web().equals(pull.web()) && forge.forgeKind() == pull.kind())
                .findFirst().orElse(null);
    }

    boolean isPublic(PullRequest pull) {
        return pull.web().startsWith("https://") && pull.web().equals(pull.server())
                && ForgeKind.ofPublicHost(pull.web().substring("https://".length())) == pull.kind();
    }
}
