package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.assertions.NoMappingLeft;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoMappingLeftCheckTests {
    private static final String LIBRARY = "7f0000000000-7f0000001000 r--p 00000000 fe:01 7 /lib/libc.so\n";
    private static final String DATA = "7f0000010000-7f0000012000 rw-s 00000000 fe:01 8 /data/index-31.dat\n";
    private static final Recording CLEAN = around(LIBRARY + DATA, LIBRARY + DATA);
    private static final Recording LEAKS = around(LIBRARY, LIBRARY + DATA);

    private final NoMappingLeftCheck check = new NoMappingLeftCheck();

    private static Recording around(String before, String after) {
        return recording("window 1").around(mapping(before), mapping(after)).build();
    }

    private static StateBuilder mapping(String text) {
        return state().file("maps", text).captured(SnapshotPart.MAPPINGS);
    }

    @NoMappingLeft(confirm = false)
    static class IndexTestCase {
        @NoMappingLeft
        void maps() {}

        void inherits() {}

        @NoMappingLeft(rounds = 30)
        void often() {}

        @NoMappingLeft(except = "/data/index-*", because = "the next test reads it, too")
        void excepted() {}

        @NoMappingLeft(except = "/data/index-*")
        void withoutBecause() {}

        @NoMappingLeft(rounds = -1)
        void negative() {}

        @NoMappingLeft(confirm = false, rounds = 3)
        void contradicting() {}
    }

    static class PlainTestCase {
        void unjudged() {}
    }

    @Test
    void passes_a_test_that_maps_no_more() {
        assertThatCode(() -> check.check(CLEAN, context("maps"))).doesNotThrowAnyException();
        assertThatCode(() -> check.check(CLEAN, context("inherits"))).doesNotThrowAnyException();
    }

    @Test
    void suspects_a_test_that_leaves_a_file_mapped() {
        SuspicionError error = catchThrowableOfType(SuspicionError.class, () -> check.check(LEAKS, context("maps")));

        assertThat(error).hasMessage("""
                        Expecting maps() to leave no file mapped, but 1 was:

                          /data/index-31.dat, 8192 bytes

                        not confirmed by more runs
                        allow it:     @NoMappingLeft(except = "/data/index-*.dat", because = "…")
                        reproduce:    mvn test -Dtest=IndexTestCase#maps -Dringfence.rounds=20""");
        assertThat(error.suspicion().key()).isEqualTo("@NoMappingLeft");
        assertThat(error.suspicion().rounds()).isZero();
    }

    @Test
    void fails_at_once_without_confirm_as_the_class_says_where_the_method_does_not() {
        assertThat(failure(() -> check.check(LEAKS, context("inherits")))).hasMessage("""
                        Expecting inherits() to leave no file mapped, but 1 was:

                          /data/index-31.dat, 8192 bytes

                        judged by one run
                        allow it:     @NoMappingLeft(except = "/data/index-*.dat", because = "…")
                        reproduce:    mvn test -Dtest=IndexTestCase#inherits -Dringfence.rounds=20""");
    }

    @Test
    void asks_for_as_many_rounds_as_the_annotation_says() {
        assertThat(catchThrowableOfType(SuspicionError.class, () -> check.check(LEAKS, context("often")))
                        .suspicion()
                        .rounds())
                .isEqualTo(30);
    }

    @Test
    void passes_what_is_excepted_and_reports_it() {
        TestContext context = context("excepted");

        check.check(LEAKS, context);

        assertThat(context.reported())
                .containsExactly(
                        entry("ringfence.allowed.no-mapping-left", "1 allowed because the next test reads it, too"));
    }

    @Test
    void cannot_tell_where_mappings_were_not_captured_or_not_read() {
        Recording unasked = recording("window 1").around(state(), state()).build();
        Recording denied = recording("window 1")
                .around(mapping(LIBRARY), mapping(LIBRARY).failed("maps", "/proc/5100/maps: permission denied"))
                .build();

        assertThat(cannotTell(() -> check.check(unasked, context("inherits"))))
                .isEqualTo("cannot tell: mappings was not captured around inherits(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.MAPPINGS)");
        assertThat(cannotTell(() -> check.check(denied, context("maps"))))
                .isEqualTo("cannot tell whether maps() left files mapped: /proc/5100/maps: permission denied");
    }

    @Test
    void is_made_where_the_configuration_asks_for_it_and_nowhere_else() {
        TestContext unjudged = TestContext.of(PlainTestCase.class, "unjudged");
        TestContext configured =
                TestContext.of(PlainTestCase.class, "unjudged").configured("ringfence.checks", "no-mapping-left");

        assertThat(check.needs(unjudged)).isEqualTo(Needs.nothing());
        assertThatCode(() -> check.check(LEAKS, unjudged)).doesNotThrowAnyException();
        assertThat(check.needs(configured)).isEqualTo(Needs.captured(Set.of(SnapshotPart.MAPPINGS)));
        assertThatThrownBy(() -> check.check(LEAKS, configured)).isInstanceOf(SuspicionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "withoutBecause | must give a because for except but was: \"\"",
                "negative | must not have negative rounds but was: -1",
                "contradicting | must not have rounds without confirm but was: 3"
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> check.needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@NoMappingLeft on method [void " + IndexTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    private static TestContext context(String method) {
        return TestContext.of(IndexTestCase.class, method);
    }
}
