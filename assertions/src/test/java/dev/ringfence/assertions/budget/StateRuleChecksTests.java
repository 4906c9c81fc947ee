package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.assertions.KeepsProcessState;
import dev.ringfence.assertions.NoCloseWaitLeft;
import dev.ringfence.assertions.NoListenerLeft;
import dev.ringfence.assertions.NoZombieLeft;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.NeedsTracing;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.commons.support.AnnotationSupport;

class StateRuleChecksTests {
    private static final String LISTENS = "0100007F:1F90 00000000:0000 0A 77";
    private static final String CLOSE_WAIT = "0100007F:1F90 0100007F:C15A 08 77";

    static class AppTestCase {
        @KeepsProcessState
        void keepsProcessState() {}

        @NoZombieLeft
        void noZombieLeft() {}

        @NoListenerLeft
        void noListenerLeft() {}

        @NoCloseWaitLeft
        void noCloseWaitLeft() {}

        @KeepsProcessState(except = "SIG*", because = "it dumps on signals")
        void excepted() {}

        @NoListenerLeft(except = "127.0.0.1:*", because = "all tests share the server")
        void shared() {}

        @Undisturbed
        void composed() {}

        void unjudged() {}

        @KeepsProcessState(except = "SIG*")
        void withoutBecause() {}

        @KeepsProcessState(except = " ", because = "kept")
        void blank() {}
    }

    @KeepsProcessState
    @NoListenerLeft
    @Retention(RetentionPolicy.RUNTIME)
    @interface Undisturbed {}

    @KeepsProcessState
    static class AnnotatedTestCase {
        void inherits() {}

        @KeepsProcessState(except = "Max open files", because = "it raises the limit")
        void overrides() {}
    }

    /** How one annotation is kept to, and broken with which message. */
    record Case(
            StateRuleCheck<?> check,
            String method,
            Recording keeping,
            Recording breaking,
            String message,
            Set<SnapshotPart> needed) {
        TestContext context() {
            return TestContext.of(AppTestCase.class, method);
        }

        @Override
        public String toString() {
            return check.name();
        }
    }

    private static Recording around(StateBuilder opened, StateBuilder settled) {
        return recording("window 1")
                .around(opened, settled)
                .openAfter(41, "socket:[77]")
                .build();
    }

    private static StateBuilder limited() {
        return state().with("limits", "1024                 4096", "512                  4096");
    }

    private static StateBuilder disturbed() {
        return limited()
                .link("cwd", "/tmp")
                .with("status", "0022", "0000")
                .with("status", "SigCgt:\t0000000000000000", "SigCgt:\t0000000000000800");
    }

    static final List<Case> CASES = List.of(
            new Case(
                    new KeepsProcessStateCheck(),
                    "keepsProcessState",
                    around(state().zombie(6000, "true"), state().zombie(6001, "true")),
                    around(state(), disturbed()),
                    """
                    Expecting keepsProcessState() to keep the state of its process, but 4 changed:

                      Max open files: 1024 (at most 4096) -> 512 (at most 4096)
                      working directory: /work -> /tmp
                      umask: 0022 -> 0000
                      SIGUSR2: default -> handled

                    allow it:     @KeepsProcessState(except = {"Max open files", "/tmp", "0000"}, because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#keepsProcessState""",
                    Set.of()),
            new Case(
                    new NoZombieLeftCheck(),
                    "noZombieLeft",
                    around(state().zombie(6000, "true"), state().zombie(6000, "true")),
                    around(
                            state().zombie(6000, "true"),
                            state().zombie(6000, "true").zombie(6001, "git")),
                    """
                    Expecting noZombieLeft() to leave no zombie process, but 1 was left:

                      process 6001 (git), whose parent 5100 has not waited for it

                    allow it:     @NoZombieLeft(except = "git", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noZombieLeft""",
                    Set.of()),
            new Case(
                    new NoListenerLeftCheck(),
                    "noListenerLeft",
                    around(state().sockets(), state().sockets(CLOSE_WAIT)),
                    around(state().sockets(), state().sockets(LISTENS)),
                    """
                    Expecting noListenerLeft() to leave no listening socket, but 1 was left:

                      TCP 127.0.0.1:8080 LISTEN

                    allow it:     @NoListenerLeft(except = "127.0.0.1:8080", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noListenerLeft""",
                    Set.of(SnapshotPart.SOCKETS)),
            new Case(
                    new NoCloseWaitLeftCheck(),
                    "noCloseWaitLeft",
                    around(state().sockets(), state().sockets(LISTENS)),
                    around(state().sockets(), state().sockets(CLOSE_WAIT)),
                    """
                    Expecting noCloseWaitLeft() to leave no connection in CLOSE_WAIT, but 1 was left:

                      TCP 127.0.0.1:8080 -> 127.0.0.1:49498 CLOSE_WAIT

                    allow it:     @NoCloseWaitLeft(except = "127.0.0.1:8080", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noCloseWaitLeft""",
                    Set.of(SnapshotPart.SOCKETS)));

    @ParameterizedTest
    @FieldSource("CASES")
    void passes_what_keeps_to_the_rule(Case each) {
        TestContext context = each.context();

        assertThatCode(() -> each.check().check(each.keeping(), context)).doesNotThrowAnyException();
        assertThat(context.reported()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void fails_what_breaks_the_rule(Case each) {
        assertThat(failure(() -> each.check().check(each.breaking(), each.context())))
                .hasMessage(each.message());
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void cannot_tell_where_proc_is_not_in_the_recording(Case each) {
        Recording old = recording("window 1").build();

        assertThat(cannotTell(() -> each.check().check(old, each.context())))
                .isEqualTo("cannot tell: what /proc said around " + each.method()
                        + "() is not in the recording, which an older version of Ringfence wrote");
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void has_captured_what_it_needs_and_only_where_it_is_asked(Case each) {
        assertThat(each.check().needs(each.context())).isEqualTo(Needs.captured(each.needed()));
        assertThat(each.check().needs(context("unjudged"))).isEqualTo(Needs.nothing());
        assertThatCode(() -> each.check().check(each.breaking(), context("unjudged")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void is_made_where_the_configuration_asks_for_it(Case each) {
        TestContext context =
                context("unjudged").configured("ringfence.checks", each.check().name());

        assertThat(each.check().needs(context)).isEqualTo(Needs.captured(each.needed()));
        assertThat(failure(() -> each.check().check(each.breaking(), context)))
                .hasMessageContaining("because = \"…\"), which overrides ringfence.checks\n");
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void its_annotation_needs_tracing_and_is_inherited(Case each) {
        AnnotatedElement method = each.context().elements().get(0);

        assertThat(AnnotationSupport.isAnnotated(method, NeedsTracing.class)).isTrue();
        assertThat(Stream.of(method.getAnnotations()).map(found -> found.annotationType()))
                .singleElement()
                .satisfies(type ->
                        assertThat(type.isAnnotationPresent(Inherited.class)).isTrue());
    }

    // --- What is not known ---

    @Test
    void cannot_tell_where_sockets_were_not_captured() {
        assertThat(cannotTell(
                        () -> new NoListenerLeftCheck().check(around(state(), state()), context("noListenerLeft"))))
                .isEqualTo("cannot tell: sockets was not captured around noListenerLeft(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.SOCKETS)");
    }

    @Test
    void cannot_tell_where_a_part_of_the_state_could_not_be_read_and_no_other_is_broken() {
        KeepsProcessStateCheck check = new KeepsProcessStateCheck();
        StateBuilder denied = state().failedLink("cwd", "/proc/5100/cwd: permission denied");

        assertThat(cannotTell(() -> check.check(around(state(), denied), context("keepsProcessState"))))
                .isEqualTo("cannot tell whether keepsProcessState() kept the state of its process: /proc/5100/cwd:"
                        + " permission denied");
        assertThat(cannotTell(() -> check.check(
                        around(
                                state(),
                                denied.with("status", "SigIgn:\t0000000000000000", "SigIgn:\t0000000000000800")),
                        context("excepted"))))
                .contains("/proc/5100/cwd: permission denied");
        assertThat(failure(
                        () -> check.check(around(state(), denied.with("status", "0022", "0000")), context("excepted"))))
                .hasMessageContaining("but 1 changed:\n\n  umask: 0022 -> 0000\n");
    }

    // --- Where it is asked for ---

    @Test
    void passes_what_is_excepted_and_reports_it() {
        TestContext state = context("excepted");
        new KeepsProcessStateCheck()
                .check(
                        around(
                                state(),
                                state().with("status", "SigCgt:\t0000000000000000", "SigCgt:\t0000000000000a00")),
                        state);
        TestContext sockets = context("shared");
        new NoListenerLeftCheck().check(around(state().sockets(), state().sockets(LISTENS)), sockets);

        assertThat(state.reported())
                .containsExactly(
                        entry("ringfence.allowed.keeps-process-state", "2 allowed because it dumps on signals"));
        assertThat(sockets.reported())
                .containsExactly(
                        entry("ringfence.allowed.no-listener-left", "1 allowed because all tests share the server"));
    }

    @Test
    void finds_the_annotation_on_the_class_and_on_others_and_prefers_that_of_the_method() {
        KeepsProcessStateCheck check = new KeepsProcessStateCheck();
        Recording breaking = around(state(), limited());

        assertThat(failure(() -> check.check(breaking, TestContext.of(AnnotatedTestCase.class, "inherits"))))
                .isNotNull();
        assertThatCode(() -> check.check(breaking, TestContext.of(AnnotatedTestCase.class, "overrides")))
                .doesNotThrowAnyException();
        assertThat(failure(() -> check.check(breaking, context("composed"))))
                .hasMessageContaining("because = \"…\"), which overrides @Undisturbed on the method\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "withoutBecause | must give a because for except but was: \"\"",
                "blank | must not have a blank pattern in except but was: {\" \"}"
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> new KeepsProcessStateCheck().needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@KeepsProcessState on method [void " + AppTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    @Test
    void refuses_a_value_in_the_configuration() {
        TestContext context = context("unjudged").configured("ringfence.checks", "no-zombie-left=git");

        assertThatThrownBy(() -> new NoZombieLeftCheck().needs(context))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ringfence.checks must give no-zombie-left no value but was \"no-zombie-left=git\"");
    }

    private static TestContext context(String method) {
        return TestContext.of(AppTestCase.class, method);
    }
}
