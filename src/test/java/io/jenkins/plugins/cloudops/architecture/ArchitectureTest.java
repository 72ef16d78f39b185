package io.jenkins.plugins.cloudops.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.remoting.Callable;
import io.jenkins.plugins.cloudops.credentials.ProxiedHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.MasterToSlaveFileCallable;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Holds the classes to design.puml. */
public class ArchitectureTest {

    private static final String OURS = "io.jenkins.plugins.cloudops";
    private static final Pattern ROOM = Pattern.compile("(?m)^\\[([^]]+)] <<([^>]+)>>(?: as (\\w+))?$");
    private static final Pattern ARROW = Pattern.compile("(?m)^\\[?([\\w.]+)]? --> \\[?([\\w.]+)]?$");

    private static JavaClasses main;
    private static String picture;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void readTheClassesAndThePicture() throws IOException {
        main = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(OURS);
        try (InputStream in = ArchitectureTest.class.getResourceAsStream("/design.puml")) {
            picture = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void dependenciesPointDownwardsOnly() throws IOException {
        Path everyArrow = folder.newFile("design.puml").toPath();
        Files.writeString(everyArrow, withArrowsToAllBelow(picture));

        classes().should(adhereToPlantUmlDiagram(everyArrow, consideringOnlyDependenciesInDiagram())).check(main);
    }

    @Test
    public void thePictureHasEveryClass() {
        Set<String> rooms = new TreeSet<>();
        ROOM.matcher(picture).results().forEach(room -> rooms.add(room.group(2)));

        assertThat(rooms).hasSizeGreaterThan(20).allMatch(room -> room.matches(OURS + "(\\.[a-z]+)+(\\.\\.)?"));
        classes().should().resideInAnyPackage(rooms.toArray(new String[0]))
                .because("a new room is drawn before it is built").check(main);
    }

    @Test
    public void thePictureHasNoCircle() {
        belowEach(picture).forEach((room, below) -> assertThat(below).as("below " + room).doesNotContain(room));
    }

    @Test
    public void theEngineKnowsNothingOfJenkins() {
        noClasses().that().resideInAPackage(OURS + ".engine..").should().dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "com.cloudbees..", "org.kohsuke..", "net.sf.json..").check(main);
    }

    @Test
    public void roomsAreFreeOfCircles() {
        slices().matching(OURS + ".(*)..").should().beFreeOfCycles().check(main);
        slices().matching(OURS + ".engine.(*)..").should().beFreeOfCycles().check(main);
        slices().matching(OURS + ".page.(*)..").should().beFreeOfCycles().check(main);
    }

    @Test
    public void whatRunsOnAgentsIsACallableForFilesThatIsNotNestedInAnObject() {
        classes().that().resideInAPackage(OURS + ".agent..").and().areTopLevelClasses().and().doNotHaveSimpleName("Messages")
                .should().beAssignableTo(MasterToSlaveFileCallable.class).andShould().haveModifier(JavaModifier.FINAL).check(main);
        noClasses().that().resideOutsideOfPackage(OURS + ".agent..")
                .should().beAssignableTo(MasterToSlaveFileCallable.class).orShould().beAssignableTo(Callable.class)
                .because("code for agents lives in one room").check(main);
    }

    @Test
    public void callablesHaveOnlyFieldsThatTravel() {
        fields().that().areDeclaredInClassesThat(are(callable())).and().areNotStatic()
                .should().beFinal().andShould().notHaveModifier(JavaModifier.TRANSIENT).check(main);
        for (JavaClass callable : main.that(are(callable()))) {
            assertThat(callable.tryGetField("serialVersionUID")).as("serialVersionUID of " + callable.getName()).isPresent();
            for (JavaField field : callable.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)) {
                    continue;
                }
                JavaClass type = field.getRawType();
                assertThat(type.isPrimitive() || type.isAssignableTo(Serializable.class)).as(field.getFullName()).isTrue();
                assertThat(type.getPackageName()).as(field.getFullName()).satisfiesAnyOf(
                        name -> assertThat(name).isIn("", "java.lang", "java.util"),
                        name -> assertThat(name).startsWith(OURS + ".engine"));
            }
        }
    }

    @Test
    public void noRecordIsSavedWithAJobOrABuild() {
        // XStream of 2.479.3 cannot read one back: what may be saved is a plain class.
        for (String room : new String[] {"steps", "builders", "run"}) {
            noClasses().that().resideInAPackage(OURS + "." + room + "..").should().beRecords().check(main);
        }
        for (JavaClass saved : main.that(are(assignableToAny("run.CliTask", "run.CliRun", "run.RunOutcome")))) {
            for (JavaField field : saved.getFields()) {
                if (!field.getModifiers().contains(JavaModifier.STATIC) && !field.getModifiers().contains(JavaModifier.TRANSIENT)) {
                    assertThat(field.getRawType().isRecord()).as(field.getFullName()).isFalse();
                }
            }
        }
    }

    @Test
    public void processesAndSocketsAreLeftToJenkins() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(ProcessBuilder.class.getName())
                .orShould().callMethod(Runtime.class, "exec", String.class)
                .orShould().callMethod(Runtime.class, "exec", String[].class)
                .orShould().callMethod(System.class, "exit", int.class)
                .because("processes start through the launcher of the build").check(main);
        noClasses().that().doNotHaveFullyQualifiedName(ProxiedHttp.class.getName())
                .should().dependOnClassesThat().haveFullyQualifiedName(java.net.Socket.class.getName())
                .orShould().callMethod(java.net.http.HttpClient.class, "newBuilder")
                .orShould().callMethod(java.net.http.HttpClient.class, "newHttpClient")
                .because("HTTP goes through Jenkins's proxy settings").check(main);
    }

    @Test
    public void nothingIsPrintedPastTheLog() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace").check(main);
    }

    private static DescribedPredicate<JavaClass> callable() {
        return JavaClass.Predicates.assignableTo(MasterToSlaveFileCallable.class);
    }

    private static DescribedPredicate<JavaClass> assignableToAny(String... names) {
        return DescribedPredicate.describe("saved", type -> {
            for (String name : names) {
                if (type.isAssignableTo(OURS + "." + name)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The picture with an arrow from each room to each below, as ArchUnit reads it. */
    private static String withArrowsToAllBelow(String picture) {
        StringBuilder all = new StringBuilder("@startuml\n");
        Map<String, String> names = new LinkedHashMap<>();
        Matcher room = ROOM.matcher(picture);
        while (room.find()) {
            names.put(room.group(3) == null ? room.group(1) : room.group(3), room.group(1));
            all.append('[').append(room.group(1)).append("] <<").append(room.group(2)).append(">>\n");
        }
        belowEach(picture).forEach((from, below) -> below.forEach(to ->
                all.append('[').append(names.get(from)).append("] --> [").append(names.get(to)).append("]\n")));
        return all.append("@enduml\n").toString();
    }

    private static Map<String, Set<String>> belowEach(String picture) {
        Map<String, Set<String>> below = new LinkedHashMap<>();
        ARROW.matcher(picture).results().forEach(arrow -> below.computeIfAbsent(arrow.group(1), room -> new TreeSet<>()).add(arrow.group(2)));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Set<String> reached : below.values()) {
                Set<String> further = new TreeSet<>();
                reached.stream().map(below::get).filter(set -> set != null).forEach((Collection<String> set) -> further.addAll(set));
                grows |= reached.addAll(further);
            }
        }
        return below;
    }
}
