package dev.ringfence.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.ringfence.Traced;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the package table, each of which also checks that it had something to judge. */
class ArchitectureTests {
    private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(locationOfProductionCode());

    private static java.net.URL locationOfProductionCode() {
        return Traced.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void every_package_is_a_stage_of_the_table() {
        Set<String> strangers = new TreeSet<>();
        ours().filter(type -> Stages.of(type).isEmpty()).forEach(type -> strangers.add(type.getPackageName()));

        assertThat(ours()).as("classes of ours").hasSizeGreaterThan(40);
        assertThat(strangers)
                .as("packages that the table of stages does not have")
                .isEmpty();
    }

    @Test
    void a_stage_uses_what_the_table_lets_it_use() {
        classes().that(are(inAStage())).should(useOnlyWhatTheTableAllows()).check(CLASSES);
    }

    @Test
    void every_exemption_is_still_needed() {
        for (Stages.Exemption exemption : Stages.exemptions()) {
            Stream<Dependency> uses = ours().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
            assertThat(uses)
                    .as(exemption.toString())
                    .anyMatch(use -> exemption.covers(
                            use.getOriginClass().getBaseComponentType(),
                            use.getTargetClass().getBaseComponentType()));
        }
    }

    @Test
    void stages_have_no_cycles() {
        var rule = slices().matching("dev.ringfence.(*)..").should().beFreeOfCycles();
        rule.check(CLASSES.that(describe("ours", type -> !isShaded(type))));
    }

    @ParameterizedTest(name = "{1} is used in {2} alone")
    @CsvSource(delimiter = '|', textBlock = """
                    com.kenai.jffi           | native code | ffi
                    com.fasterxml.jackson    | JSON        | recording.codec results
                    com.samskivert.mustache  | templates   | report
                    picocli                  | picocli     | cli
                    """)
    void a_library_is_at_home_in_few_packages(String library, String what, String homes) {
        List<String> homePackages = Pattern.compile(" ")
                .splitAsStream(homes)
                .map(home -> Stages.BASE + "." + home)
                .toList();
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        homePackages.stream().map(home -> home + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES);

        for (String home : homePackages) {
            assertThat(residentsOf(home).stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()))
                    .as("uses of %s in %s", library, home)
                    .anyMatch(use -> use.getTargetClass().getPackageName().startsWith(library));
        }
    }

    @Test
    void junit_is_used_where_tests_are_found_and_run() {
        noClasses()
                .that(are(inAStage()))
                .and()
                .resideOutsideOfPackages(
                        "dev.ringfence", "dev.ringfence.engine..", "dev.ringfence.jupiter..", "dev.ringfence.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .check(CLASSES);

        assertThat(residentsOf("dev.ringfence.jupiter").stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream()))
                .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("org.junit"));
    }

    @Test
    void who_prints_is_known() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ringfence.cli..", "dev.ringfence.worker..")
                .and()
                .doNotHaveSimpleName("InlineMode")
                .and()
                .doNotHaveSimpleName("StandardStreams")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void public_is_a_promise() {
        classes()
                .that(are(inAStage()))
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should(stateTheirStatus())
                .because("a user sees from it what may change")
                .check(CLASSES);
    }

    @Test
    void classes_are_final_or_made_to_be_extended() {
        classes()
                .that(are(inAStage()))
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    private static Stream<JavaClass> ours() {
        return CLASSES.stream().filter(type -> !isShaded(type));
    }

    private static List<JavaClass> residentsOf(String homePackage) {
        return ours().filter(type -> (type.getPackageName() + ".").startsWith(homePackage + "."))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
    }

    private static DescribedPredicate<JavaClass> inAStage() {
        return describe(
                "in a stage",
                type -> Stages.of(type).isPresent() && !type.getSimpleName().equals("package-info"));
    }

    private static boolean isShaded(JavaClass type) {
        return type.getPackageName().startsWith("dev.ringfence.shaded");
    }

    private static ArchCondition<JavaClass> stateTheirStatus() {
        return ArchCondition.from(describe(
                "be annotated with @API, themselves or their package",
                type -> type.isAnnotatedWith(API.class) || type.getPackage().isAnnotatedWith(API.class)));
    }

    private static ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
        return new ArchCondition<>("use only what the table of stages allows") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency use : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = use.getTargetClass().getBaseComponentType();
                    if (isForbidden(origin, target)) {
                        events.add(SimpleConditionEvent.violated(origin, use.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isForbidden(JavaClass origin, JavaClass target) {
        boolean ours = (target.getPackageName() + ".").startsWith(Stages.BASE + ".") && !isShaded(target);
        if (!ours || Stages.exemptions().stream().anyMatch(exemption -> exemption.covers(origin, target))) return false;
        return !Stages.allows(Stages.of(origin).orElseThrow(), target);
    }
}
