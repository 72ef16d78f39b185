package io.jenkins.plugins.cloudops.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The plugin as it is installed. */
public class HpiIT {

    private static final Path TARGET = Path.of("target");
    private static final String INNER = "WEB-INF/lib/cloudops-pipeline.jar";

    private JarFile hpi;
    private JarFile inner;

    @Before
    public void open() throws IOException {
        hpi = new JarFile(TARGET.resolve("cloudops-pipeline.hpi").toFile());
        inner = new JarFile(TARGET.resolve("cloudops-pipeline.jar").toFile());
    }

    @After
    public void close() throws IOException {
        hpi.close();
        inner.close();
    }

    @Test
    public void itHasTheJarOfThePluginAndThoseThatItNeeds() throws IOException {
        assertThat(files(hpi)).filteredOn(name -> !name.startsWith("WEB-INF/lib/opentelemetry-"))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", INNER, "WEB-INF/lib/jmustache-1.16.jar");
        assertThat(files(hpi).stream().filter(name -> name.startsWith("WEB-INF/lib/opentelemetry-"))
                .map(name -> name.replaceAll("WEB-INF/lib/opentelemetry-(.*)-1[.][0-9.]+[.]jar", "$1"))).containsExactlyInAnyOrder(
                "api", "common", "context", "exporter-common", "exporter-otlp", "exporter-otlp-common", "sdk", "sdk-common",
                "sdk-logs", "sdk-metrics", "sdk-trace");
        try (InputStream in = hpi.getInputStream(hpi.getEntry(INNER))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(TARGET.resolve("cloudops-pipeline.jar")));
        }
    }

    @Test
    public void itSaysWhatItIsAndWhatItNeeds() throws IOException {
        Attributes said = hpi.getManifest().getMainAttributes();

        assertThat(said.getValue("Short-Name")).isEqualTo("cloudops-pipeline");
        assertThat(said.getValue("Long-Name")).isEqualTo("CloudOps Pipeline");
        assertThat(said.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(said.getValue("Artifact-Id")).isEqualTo("cloudops-pipeline");
        assertThat(said.getValue("Plugin-Version")).isNotBlank().doesNotContain("$");
        assertThat(said.getValue("Jenkins-Version")).isEqualTo("2.479.3");
        assertThat(said.getValue("Hudson-Version")).isEqualTo("2.479.3");
        assertThat(said.getValue("Plugin-License-Name")).isEqualTo("MIT License");
        for (String dependency : said.getValue("Plugin-Dependencies").split(",")) {
            // Pipelines without input work as well.
            String optional = dependency.startsWith("pipeline-input-step:") ? ";resolution:=optional" : "";
            assertThat(dependency).matches("[a-z][a-z0-9-]*:[\\w.-]+" + optional);
        }
        assertThat(Stream.of(said.getValue("Plugin-Dependencies").split(",")).map(dependency -> dependency.replaceFirst(":.*", "")))
                .isSorted();
        assertThat(said.getValue("Plugin-Dependencies").split(","))
                .anyMatch(dependency -> dependency.startsWith("durable-task:"))
                .anyMatch(dependency -> dependency.startsWith("jackson2-api:"))
                .anyMatch(dependency -> dependency.startsWith("workflow-step-api:"))
                .noneMatch(dependency -> dependency.startsWith("workflow-cps:") || dependency.startsWith("workflow-job:"));
    }

    @Test
    public void itsJarSaysTheSameSinceTheClassFilterAsksIt() throws IOException {
        try (JarInputStream jar = new JarInputStream(hpi.getInputStream(hpi.getEntry(INNER)))) {
            Manifest manifest = jar.getManifest();

            assertThat(manifest).isNotNull();
            assertThat(manifest.getMainAttributes()).isEqualTo(hpi.getManifest().getMainAttributes());
        }
    }

    @Test
    public void itsJarHasNothingThatIsNotOurs() throws IOException {
        assertThat(files(inner)).contains("index.jelly").allMatch(name ->
                name.startsWith("io/jenkins/plugins/cloudops/") || name.startsWith("META-INF/") || name.equals("index.jelly"));
        assertThat(files(inner).stream().filter(name -> name.startsWith("META-INF/"))).containsExactlyInAnyOrder("META-INF/MANIFEST.MF",
                "META-INF/annotations/hudson.Extension", "META-INF/annotations/hudson.Extension.txt",
                "META-INF/services/annotations/org.jenkinsci.Symbol");
    }

    @Test
    public void itsJarHasEveryResourceAndNoTest() throws IOException {
        for (Path resource : Sources.files(Sources.RESOURCES, "")) {
            assertThat(inner.getEntry(Sources.RESOURCES.relativize(resource).toString())).as(resource.toString()).isNotNull();
        }
        assertThat(files(inner)).noneMatch(name -> name.matches(".*(Test|IT)(\\$\\w+)?\\.class") || name.endsWith(".puml") || name.endsWith(".java"));
    }

    @Test
    public void everyExtensionIsInTheIndex() throws Exception {
        Set<String> indexed = new TreeSet<>();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, HpiIT.class.getClassLoader())) {
            if (item.className().startsWith("io.jenkins.plugins.cloudops.")) {
                indexed.add(item.className());
            }
        }
        Set<String> annotated = new TreeSet<>();
        for (String name : files(inner)) {
            if (name.endsWith(".class")) {
                Class<?> type = Class.forName(name.replace('/', '.').replace(".class", ""), false, HpiIT.class.getClassLoader());
                if (type.isAnnotationPresent(Extension.class)) {
                    annotated.add(type.getName());
                }
            }
        }

        assertThat(indexed).isNotEmpty().isEqualTo(annotated);
        try (InputStream in = inner.getInputStream(inner.getEntry("META-INF/annotations/hudson.Extension"))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(TARGET.resolve("classes/META-INF/annotations/hudson.Extension")));
        }
        try (InputStream in = inner.getInputStream(inner.getEntry("META-INF/annotations/hudson.Extension.txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            annotated.forEach(name -> assertThat(text).contains(name));
        }
    }

    @Test
    public void classesKeepTheNamesOfTheirParametersForDataBinding() throws Exception {
        for (Class<?> type : List.of(Class.forName("io.jenkins.plugins.cloudops.config.TerraformInstallation"))) {
            assertThat(type.getConstructors()[0].getParameters()[0].getName()).isEqualTo("name");
        }
    }

    @Test
    public void everyEntryHasTheSameTimeSoThatTwoBuildsAreTheSame() throws IOException {
        Set<LocalDateTime> times = new TreeSet<>();
        for (byte[] archive : List.of(Files.readAllBytes(TARGET.resolve("cloudops-pipeline.hpi")), Files.readAllBytes(TARGET.resolve("cloudops-pipeline.jar")))) {
            try (var in = new ZipInputStream(new ByteArrayInputStream(archive))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    times.add(entry.getTimeLocal());
                }
            }
        }
        assertThat(times).containsExactly(LocalDateTime.of(2026, 1, 1, 0, 0));
    }

    private static List<String> files(JarFile jar) {
        List<String> files = new ArrayList<>();
        for (JarEntry entry : jar.stream().toList()) {
            if (!entry.isDirectory()) {
                files.add(entry.getName());
            }
        }
        return files;
    }
}
