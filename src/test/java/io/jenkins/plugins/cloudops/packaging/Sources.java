package io.jenkins.plugins.cloudops.packaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the plugin as they are written, from the directory in which the build runs. */
final class Sources {

    static final Path JAVA = Path.of("src/main/java");
    static final Path RESOURCES = Path.of("src/main/resources");

    private Sources() {
    }

    static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, String> sorted = new TreeMap<>();
        properties.forEach((key, value) -> sorted.put((String) key, (String) value));
        return sorted;
    }

    /** The class whose views are in a directory. */
    static Class<?> classOf(Path directory) throws ClassNotFoundException {
        return Class.forName(RESOURCES.relativize(directory).toString().replace('/', '.'), false, Sources.class.getClassLoader());
    }

    /** Where the views of a class are. */
    static Path viewsOf(String className) {
        return RESOURCES.resolve(className.replace('.', '/'));
    }
}
