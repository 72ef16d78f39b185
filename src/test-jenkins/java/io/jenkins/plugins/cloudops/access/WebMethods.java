package io.jenkins.plugins.cloudops.access;

import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.InvisibleAction;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What of this plugin can be asked for with a browser, by the rules of Stapler. */
final class WebMethods {

    private static final String OURS = "io.jenkins.plugins.cloudops.";
    private static final Set<String> MARKS = Set.of("WebMethod", "POST", "GET", "PUT", "DELETE", "RequirePOST", "JavaScriptMethod");

    private WebMethods() {
    }

    /**
     * A method or a page.
     *
     * @param name that of the table, after the class or interface that declares it
     * @param owner a class that has it
     * @param address relative to where the owner is
     */
    record Found(String name, Class<?> owner, String address) {

        /** As which a descriptor is asked for. */
        String described() {
            return (Descriptor.class.isAssignableFrom(owner) && owner.getEnclosingClass() != null ? owner.getEnclosingClass() : owner).getName();
        }
    }

    static List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (Class<?> type : classes()) {
            if (Modifier.isAbstract(type.getModifiers())) {
                continue;
            }
            for (Method method : type.getMethods()) {
                if (method.getDeclaringClass().getName().startsWith(OURS) && !method.isBridge() && isWeb(method)) {
                    all.add(new Found(outer(method.getDeclaringClass()) + "." + method.getName(), type, address(method.getName())));
                }
            }
            // One that is invisible has no address.
            if (Action.class.isAssignableFrom(type) && !InvisibleAction.class.isAssignableFrom(type)) {
                all.add(new Found(type.getSimpleName() + "/index", type, ""));
            }
        }
        return all;
    }

    private static boolean isWeb(Method method) {
        return method.getName().matches("do[A-Z].*") || method.getName().equals("getDynamic")
                || Stream.of(method.getAnnotations()).map(Annotation::annotationType).map(Class::getSimpleName).anyMatch(MARKS::contains);
    }

    private static String outer(Class<?> type) {
        return (type.getSimpleName().equals("DescriptorImpl") ? type.getEnclosingClass() : type).getSimpleName();
    }

    private static String address(String method) {
        return method.length() < 3 ? method : Character.toLowerCase(method.charAt(2)) + method.substring(3);
    }

    private static List<Class<?>> classes() {
        try {
            Path root = Path.of(CloudOpsPermissions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root)) {
                List<Class<?>> classes = new ArrayList<>();
                for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    classes.add(Class.forName(name.substring(0, name.length() - ".class".length()), false, WebMethods.class.getClassLoader()));
                }
                return classes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
