package io.jenkins.plugins.cloudops.engine.trace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.opentelemetry.context.Context;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The OpenTelemetry that we bring has nothing to do with that of other plugins. */
public class OwnLibrariesTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    /** What the class loader over all plugins offers of another plugin: a storage for the contexts of its OpenTelemetry. */
    private ClassLoader overAllPlugins() throws Exception {
        Path services = Files.createDirectories(folder.getRoot().toPath().resolve("META-INF/services"));
        Files.writeString(services.resolve("io.opentelemetry.context.ContextStorageProvider"), "java.lang.Object\n");
        return new URLClassLoader(new URL[] {folder.getRoot().toURI().toURL()}, null);
    }

    /** A class loader as that of our plugin, in which nothing has been loaded yet. */
    private static ClassLoader ofPlugin() {
        URL[] classpath = Arrays.stream(System.getProperty("java.class.path").split(":")).map(path -> {
            try {
                return Path.of(path).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }).toArray(URL[]::new);
        return new URLClassLoader(classpath, ClassLoader.getPlatformClassLoader());
    }

    @Test
    public void looksForTheStorageOfContextsAmongItsOwn() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader plugin = ofPlugin();
        thread.setContextClassLoader(overAllPlugins());
        try {
            Object current = Class.forName(Context.class.getName(), true, plugin).getMethod("current").invoke(null);
            assertThat(current.getClass().getClassLoader()).isSameAs(plugin);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Else the class loader of that plugin would come before ours. */
    @Test
    public void dependOnNoPluginThatBringsOthers() throws Exception {
        for (String pom : new String[] {"pom.xml", "pom-jenkins.xml"}) {
            assertThat(Path.of(pom)).content().doesNotContain("opentelemetry-api:", "<artifactId>opentelemetry</artifactId>")
                    .doesNotContainPattern("<groupId>io.jenkins.plugins</groupId>\\s*<artifactId>opentelemetry");
        }
    }

    @Test
    public void leavesTheOneThatIsGlobalAlone() {
        JavaClasses ours = new ClassFileImporter().importPath(Path.of("target/classes"));

        assertThat(ours).noneMatch(type -> type.getDirectDependenciesFromSelf().stream()
                .anyMatch(other -> other.getTargetClass().getName().equals("io.opentelemetry.api.GlobalOpenTelemetry")));
    }
}
