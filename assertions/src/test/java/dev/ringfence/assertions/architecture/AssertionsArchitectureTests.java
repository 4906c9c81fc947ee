package dev.ringfence.assertions.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ringfence.assertions.RingfenceAssertions;
import java.net.URL;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractSoftAssertions;
import org.junit.jupiter.api.Test;

/** A package is a stage: what finds does not judge, what judges does not know who asked. */
class AssertionsArchitectureTests {
    private static final String BASE = "dev.ringfence.assertions";
    private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(production());

    private static URL production() {
        return RingfenceAssertions.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void there_is_something_to_judge() {
        assertThat(CLASSES).hasSizeGreaterThan(30);
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .contains(BASE, BASE + ".budget", BASE + ".error", BASE + ".evidence", BASE + ".judge", BASE + ".rule");
    }

    @Test
    void stages_use_only_the_stages_below_them() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("annotation checks")
                .definedBy(BASE + ".budget")
                .layer("entry points")
                .definedBy(BASE)
                .layer("judges")
                .definedBy(BASE + ".judge")
                .layer("messages")
                .definedBy(BASE + ".error")
                .layer("rules")
                .definedBy(BASE + ".rule")
                .layer("evidence")
                .definedBy(BASE + ".evidence")
                .whereLayer("annotation checks")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("entry points")
                .mayOnlyBeAccessedByLayers("annotation checks")
                .whereLayer("judges")
                .mayOnlyBeAccessedByLayers("entry points", "annotation checks")
                .whereLayer("messages")
                .mayOnlyBeAccessedByLayers("judges", "entry points")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("judges", "entry points", "annotation checks")
                .because("an annotation and an assertion that ask the same must get the same answer in the same words")
                .check(CLASSES);
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void assertions_use_the_values_of_the_harness_and_none_of_its_machinery() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ringfence.engine..",
                        "dev.ringfence.session..",
                        "dev.ringfence.channel..",
                        "dev.ringfence.tracer..",
                        "dev.ringfence.trace..",
                        "dev.ringfence.worker..",
                        "dev.ringfence.ffi..",
                        "jnr..")
                .because("recordings from a file, or built by hand, are judged as well")
                .check(CLASSES);
    }

    @Test
    void what_is_public_is_promised() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .because("public is a promise, and the annotation says which")
                .check(CLASSES);
    }

    @Test
    void what_is_not_built_for_inheritance_is_final() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotAssignableTo(AbstractAssert.class)
                .and()
                .areNotAssignableTo(AbstractSoftAssertions.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("soft assertions alone need subclasses of what can be used as it is")
                .check(CLASSES);
    }
}
