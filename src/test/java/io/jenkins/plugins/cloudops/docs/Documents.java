package io.jenkins.plugins.cloudops.docs;

import io.jenkins.plugins.cloudops.local.Settings;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What people read, and the steps that it is about. */
final class Documents {

    private static final Path STEPS = Path.of("src/main/java/io/jenkins/plugins/cloudops/steps");

    private Documents() {
    }

    /** README.md, and whatever lies in docs and examples. */
    static List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        for (String directory : List.of("docs", "examples", "bench")) {
            try (Stream<Path> files = Files.walk(Path.of(directory))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
            }
        }
        return all;
    }

    /** Those blocks of a text that are in a language. */
    static List<String> blocks(String text, String language) {
        Matcher block = Pattern.compile("(?ms)^( *)```" + language + "\\n(.*?)^ *```$").matcher(text);
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(2).replaceAll("(?m)^" + block.group(1), ""));
        }
        return blocks;
    }

    /** The classes of all steps by the names by which pipelines call them. */
    static Map<String, Class<?>> steps() throws Exception {
        Map<String, Class<?>> steps = new TreeMap<>();
        for (Class<?> type : stepClasses()) {
            if (!Modifier.isAbstract(type.getModifiers())) {
                Class<?> descriptor = Class.forName(type.getName() + "$DescriptorImpl");
                steps.put(((StepDescriptor) descriptor.getConstructor().newInstance()).getFunctionName(), type);
            }
        }
        return steps;
    }

    /** Abstract ones as well. */
    static List<Class<?>> stepClasses() throws Exception {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(STEPS)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Step.java")).sorted().toList()) {
                types.add(Class.forName("io.jenkins.plugins.cloudops.steps." + file.getFileName().toString().replace(".java", "")));
            }
        }
        return types;
    }

    /** The names of what can be set of each step. */
    static Map<String, Set<String>> parameters() throws Exception {
        Map<String, Set<String>> parameters = new TreeMap<>();
        steps().forEach((name, type) -> parameters.put(name, Settings.of(type).keySet()));
        return parameters;
    }
}
