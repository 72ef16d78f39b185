package io.jenkins.plugins.cloudops.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Descriptor;
import java.nio.file.Files;
import java.util.List;
import org.jenkinsci.Symbol;
import org.junit.Test;

/** The index of symbols is written by hand, since its annotation processor fails on current JDKs. */
public class SymbolTest {

    @Test
    public void theIndexNamesTheClassesWithASymbolAndNoOther() throws Exception {
        List<String> annotated = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jenkins.plugins.cloudops").stream()
                .filter(type -> type.isAnnotatedWith(Symbol.class)).map(JavaClass::getName).sorted().toList();

        assertThat(Files.readAllLines(Sources.RESOURCES.resolve("META-INF/services/annotations/org.jenkinsci.Symbol"))).isEqualTo(annotated);
        assertThat(annotated).isNotEmpty().allSatisfy(name -> assertThat(Descriptor.class).isAssignableFrom(Class.forName(name)));
    }
}
