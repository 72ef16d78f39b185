package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hudson.FilePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** The declarations in src/jenkins-api are few: what the plugin uses, and no more. */
public class DeclarationsTest {

    private static final Path SOURCES = Path.of("src/jenkins-api/java");
    private static final String OURS = "io.jenkins.plugins.cloudops";

    private static JavaClasses all;
    private static List<JavaAccess<?>> accesses;

    @BeforeClass
    public static void read() throws Exception {
        Path classes = Path.of(FilePath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path tests = Path.of(DeclarationsTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        all = new ClassFileImporter().importPaths(classes, tests);
    }

    private static List<JavaClass> declarations() {
        return all.stream().filter(type -> isDeclaration(type) && !type.isAnonymousClass()).toList();
    }

    private static boolean isDeclaration(JavaClass type) {
        return Files.exists(SOURCES.resolve(type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java"));
    }

    @Test
    public void declareOnlyTypesThatThePluginReaches() {
        Set<JavaClass> reached = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>(all.stream().filter(type -> type.getName().startsWith(OURS)).toList());
        while (!open.isEmpty()) {
            for (Dependency dependency : open.pop().getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isDeclaration(target) && reached.add(target)) {
                    open.add(target);
                }
            }
        }

        assertThat(declarations()).isNotEmpty();
        // Some are there for what is nested in them.
        assertThat(declarations()).filteredOn(type -> !reached.contains(type)
                && reached.stream().noneMatch(other -> other.getName().startsWith(type.getName() + "$"))).isEmpty();
    }

    @Test
    public void declareOnlyMembersThatSomebodyUses() {
        Set<String> unused = new HashSet<>();
        for (JavaClass type : declarations()) {
            for (JavaMember member : type.getMembers()) {
                boolean shown = member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED);
                if (shown && !member.getModifiers().contains(JavaModifier.SYNTHETIC) && !isUsed(member) && !isImplemented(member)) {
                    unused.add(member.getFullName());
                }
            }
        }

        assertThat(unused).isEmpty();
    }

    /** By another class, as it is or under the name of a subclass. */
    private static boolean isUsed(JavaMember member) {
        return member instanceof JavaCodeUnit code && code.isConstructor()
                || member.getOwner().isEnum()
                || member.getOwner().isAnnotation()
                || accesses().stream().anyMatch(access -> !access.getOriginOwner().equals(member.getOwner())
                        && access.getTarget().getName().equals(member.getName())
                        && access.getTargetOwner().isAssignableTo(member.getOwner().getName()));
    }

    private static List<JavaAccess<?>> accesses() {
        if (accesses == null) {
            accesses = all.stream().<JavaAccess<?>>flatMap(type -> type.getAccessesFromSelf().stream()).toList();
        }
        return accesses;
    }

    /** Implemented by the plugin, or itself implementing something that others call or that is abstract. */
    private static boolean isImplemented(JavaMember member) {
        return member instanceof JavaMethod && Stream.of(member.getOwner().getAllSubclasses(),
                        member.getOwner().getAllRawSuperclasses(), member.getOwner().getAllRawInterfaces())
                .flatMap(Collection::stream)
                .anyMatch(relative -> relative.getMethods().stream().anyMatch(other ->
                        other.getName().equals(member.getName()) && (!isDeclaration(relative) || isUsed(other)
                                || other.getModifiers().contains(JavaModifier.ABSTRACT))));
    }

    @Test
    public void sayWhatTheyStandFor() throws Exception {
        try (Stream<Path> sources = Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"))) {
            for (Path source : sources.toList()) {
                assertThat(Files.readString(source)).as(source.toString()).contains("/**").containsPattern("Declared|Only here|was declared");
            }
        }
    }
}
