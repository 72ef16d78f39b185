package io.jenkins.plugins.cloudops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.FlagFiles;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Changes a ConfigMap byte for byte, by a stand-in for kubectl that keeps it in a file and checks its version as the API does.
 * {@link ConfigMapClusterTest} has the real one.
 */
public class ConfigMapPlaceTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private Path map;
    private Path kubectl;

    @Before
    public void cluster() throws IOException {
        map = site.outside().resolve("map.json");
        write(FlagFiles.shop(), 1);
        kubectl = Files.createDirectories(site.outside().resolve("bin")).resolve("kubectl");
        Files.writeString(kubectl, """
                #!/bin/sh
                echo "$@" >>"$MAP.calls"
                case "$*" in
                *' get --raw /api/v1/namespaces/shop/configmaps/flagd') cat "$MAP" ;;
                *' replace --raw /api/v1/namespaces/shop/configmaps/flagd -f -')
                  cat >"$MAP.sent"
                  if [ -e "$MAP.race" ]; then mv "$MAP.race" "$MAP"; fi
                  sent=$(sed -n 's/.*"resourceVersion": *"\\([0-9]*\\)".*/\\1/p' "$MAP.sent")
                  have=$(sed -n 's/.*"resourceVersion": *"\\([0-9]*\\)".*/\\1/p' "$MAP")
                  if [ "$sent" != "$have" ]; then
                    echo 'Error from server (Conflict): Operation cannot be fulfilled on configmaps "flagd": the object has been modified' >&2
                    exit 1
                  fi
                  sed "s/\\"resourceVersion\\": *\\"$have\\"/\\"resourceVersion\\": \\"$((have + 1))\\"/" "$MAP.sent" >"$MAP" ;;
                *) echo 'Error from server (NotFound): configmaps "nothing" not found' >&2; exit 1 ;;
                esac
                """);
        Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String flags, int version) throws IOException {
        Files.writeString(map, json(flags, version));
    }

    private static String json(String flags, int version) {
        return "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"flagd\",\"resourceVersion\":\"" + version + "\",\"labels\":{\"a\":\"b\"}},\n"
                + "\"data\":{\"other\":\"x\",\"demo.flagd.json\":" + quoted(flags) + "},\"binaryData\":{\"c\":\"AAEC\"}}\n";
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private Site here() {
        FilePath workspace = site.agent().file(site.workspace().toString());
        EnvVars environment = new EnvVars();
        environment.put("PATH", kubectl.getParent() + ":" + System.getenv("PATH"));
        environment.put("MAP", map.toString());
        return new Site(site.build(), "agent", workspace, workspace, site.launcher(), environment, TaskListener.NULL);
    }

    private static ConfigMapPlace place(String name, String key) {
        return new ConfigMapPlace("agent", "shop", name, key, "", "");
    }

    @Test
    public void onlyTheVariantIsChangedAndRestored() throws Exception {
        ConfigMapPlace place = place("flagd", "demo.flagd.json");
        List<Touch> touches = FlagFile.read("map", place.read(here())).touches(Scenarios.catalogue().find("payment-failure"));

        place.trigger(here(), touches);

        assertThat(Files.readString(map)).isEqualTo(json(FlagFile.read("x", FlagFiles.shop()).triggered(touches), 2)
                .replace("\"resourceVersion\":\"2\"", "\"resourceVersion\": \"2\""));
        assertThat(place.clear(here(), touches, false)).isEmpty();
        assertThat(Files.readString(map).replace(" \"3\"", "\"3\"")).isEqualTo(json(FlagFiles.shop(), 3));
        place.clear(here(), touches, false);
        assertThat(Files.readString(Path.of(map + ".calls")).lines().filter(line -> line.contains("replace"))).hasSize(2);
    }

    @Test
    public void whatSomebodyElseWritesInThisMomentIsKept() throws Exception {
        ConfigMapPlace place = place("flagd", "demo.flagd.json");
        List<Touch> touches = FlagFile.read("map", place.read(here())).touches(Scenarios.catalogue().find("payment-failure"));
        String theirs = FlagFile.read("x", FlagFiles.shop()).triggered(FlagFile.read("x", FlagFiles.shop()).touches(Scenarios.catalogue().find("high-cpu")));
        Files.writeString(Path.of(map + ".race"), json(theirs, 7));

        place.trigger(here(), touches);
        place.clear(here(), touches, false);

        assertThat(Files.readString(map).replace(" \"9\"", "\"9\"")).isEqualTo(json(theirs, 9));
    }

    @Test
    public void whatIsNotThereIsASentence() {
        assertThatThrownBy(() -> place("nothing", "a").read(here())).isInstanceOf(IncidentProblem.class)
                .hasMessage("kubectl: Error from server (NotFound): configmaps \"nothing\" not found. Check the namespace, the name and the cluster.");
        assertThatThrownBy(() -> place("flagd", "demo.json").read(here())).hasMessageContaining("has no key 'demo.json'. There are: 'demo.flagd.json', 'other'.");
        assertThatThrownBy(() -> place("../secrets", "a")).hasMessageContaining("the name '../secrets' cannot be one");
        assertThatThrownBy(() -> place("", "a")).isInstanceOf(IncidentProblem.class);
    }

    @Test
    public void withoutKubectlItIsASentence() throws IOException {
        Files.delete(kubectl);
        Files.createSymbolicLink(kubectl.resolveSibling("sh"), Path.of("/bin/sh"));
        EnvVars environment = new EnvVars();
        environment.put("PATH", kubectl.getParent().toString());
        Site bare = new Site(site.build(), "agent", here().directory(), here().directory(), site.launcher(), environment, TaskListener.NULL);
        assertThatThrownBy(() -> place("flagd", "demo.flagd.json").read(bare)).isInstanceOf(IncidentProblem.class).hasMessageStartingWith("kubectl could not be started on the agent");
    }
}
