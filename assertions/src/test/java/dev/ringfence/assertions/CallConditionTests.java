package dev.ringfence.assertions;

import static dev.ringfence.assertions.CallConditions.O_WRONLY;
import static dev.ringfence.assertions.CallConditions.none;
import static dev.ringfence.assertions.CallConditions.one;
import static dev.ringfence.assertions.CallConditions.starts;
import static dev.ringfence.assertions.Calls.call;
import static dev.ringfence.assertions.Calls.execs;
import static dev.ringfence.assertions.Calls.forks;
import static dev.ringfence.assertions.Calls.matching;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.unlinks;
import static dev.ringfence.assertions.Calls.writes;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.write;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class CallConditionTests {
    // --- The whole message ---

    @Test
    void a_failure_names_the_condition_the_calls_and_the_line() {
        Recording recording = starts().with(
                        open(5, "/etc/hosts").from("com.example.Resolver", "read", 31),
                        open(6, "/tmp/a"),
                        open(7, "/etc/ssl/../passwd"))
                .build();

        AssertionFailedError error =
                failure(() -> assertThat(recording).calls(opens().under("/etc")).never());

        assertThat(error).hasMessage("""
                        Expecting no call of opens().under("/etc") in starts(), but there were 2:

                          0.000 ms  "main" (tid 5101)  openat("/etc/hosts", O_RDONLY|O_CLOEXEC) = 5
                                 at com.example.Resolver.read(Resolver.java:31)
                          2.000 ms  "main" (tid 5101)  openat("/etc/ssl/../passwd", O_RDONLY|O_CLOEXEC) = 7
                                 at a place that is not known

                        by call:      openat 2
                        allow it:     calls(opens().under("/etc")).atMost(2)
                        reproduce:    mvn test -Dtest=CallConditionTests#a_failure_names_the_condition_the_calls_and_the_line""");
        assertThat(error.getExpected().getValue()).isEqualTo("no call");
        assertThat(error.getActual().getValue()).isEqualTo(2L);
        assertThat(error).cause().isInstanceOf(CalledHere.class).hasMessage("openat was called here by \"main\"");
        assertThat(error.getCause().getStackTrace()[0]).hasToString("com.example.Resolver.read(Resolver.java:31)");
    }

    @Test
    void a_description_comes_first() {
        Recording recording = starts().with(open(5, "/etc/hosts")).build();

        assertThat(failure(() -> assertThat(recording)
                        .as("the hermetic start")
                        .calls(opens())
                        .never()))
                .hasMessageStartingWith(
                        "[the hermetic start] Expecting no call of opens() in starts(), but there was 1:");
    }

    @Test
    void a_call_on_a_descriptor_is_shown_with_its_file() {
        Recording recording = starts().observing("writes")
                .with(open(5, "/data/a", O_WRONLY), write(5, 10))
                .build();

        assertThat(failure(() -> assertThat(recording).calls(writes()).never()))
                .hasMessageContaining("\n  1.000 ms  \"main\" (tid 5101)  write(5, 10) = 10   on /data/a\n");
    }

    @Nested
    class Names {
        @Test
        void a_call_is_meant_by_its_name_and_by_an_expression() {
            Recording recording = starts().with(open(5, "/a"), close(5)).build();
            one(recording, call("openat"));
            none(recording, call("openat2"));
            one(recording, matching("opens"));
            assertThat(recording).calls(matching("opens,close")).exactly(2);
        }

        @Test
        void a_name_that_does_not_exist_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call("opnat"))
                    .withMessageContaining("did you mean \"openat\"");
            assertThatIllegalArgumentException().isThrownBy(() -> matching("%fil"));
        }

        @Test
        void a_call_that_is_watched_in_part_cannot_be_counted() {
            Recording recording =
                    starts().with(CallBuilder.call("fcntl", 5, 0).copies(5, 6)).build();

            assertThat(cannotTell(() -> none(recording, call("fcntl"))))
                    .isEqualTo(
                            "cannot tell: fcntl was not observed in starts(); observe it with @Traced(observe = \"fcntl\")");
        }

        @Test
        void programs_are_meant_by_execve_and_failed_searches_by_failed() {
            Recording recording = starts().with(
                            CallBuilder.call("execve").path("/usr/local/bin/ls").fails("ENOENT"),
                            CallBuilder.call("execve").path("/usr/bin/ls"))
                    .executes("/usr/bin/ls", Scope.TEST)
                    .executes("/usr/lib/jvm/lib/jspawnhelper", Scope.RUNTIME)
                    .build();

            one(recording, execs());
            one(recording, execs().path("/usr/bin/*"));
            none(recording, execs().path("/bin/*"));
            none(recording, execs().failed());
            assertThat(recording).calls(call("execve")).exactly(2);
            one(recording, call("execve").failed());
            one(recording, call("execve").succeeded());
        }

        @Test
        void processes_are_meant_by_forks() {
            Recording recording = starts().with(CallBuilder.call("clone3").returns(5102))
                    .startsProcess(6000)
                    .build();

            one(recording, forks());
            one(recording, forks().by("main"));
            one(recording, call("clone3"));
        }

        @Test
        void what_is_not_the_tests_doing_is_never_meant() {
            Recording recording =
                    starts().with(open(5, "/etc/a").in(Scope.CLASS_LOADING)).build();
            none(recording, opens().under("/etc"));
        }
    }

    @Nested
    class Composed {
        private final Recording recording = starts().with(
                        open(5, "/tmp/a"),
                        open(6, "/etc/b"),
                        CallBuilder.call("unlink").path("/tmp/a"))
                .build();

        @Test
        void and_or_and_without() {
            one(recording, opens().and(opens().under("/tmp")));
            assertThat(recording).calls(opens().or(unlinks())).exactly(3);
            assertThat(recording)
                    .calls(opens().under("/tmp").or(unlinks().under("/tmp")))
                    .exactly(2);
            one(recording, opens().andNot(opens().under("/tmp")));
            none(recording, opens().and(unlinks()));
            assertThat(opens().under("/tmp").or(unlinks()).andNot(opens().fd(5)))
                    .hasToString("opens().under(\"/tmp\").or(unlinks()).andNot(opens().fd(5))");
        }

        @Test
        void what_one_side_decides_the_other_need_not_know() {
            Recording unread =
                    starts().with(open(5, "/a").path(null).leadingTo(null)).build();
            none(unread, opens().under("/etc").and(opens().fd(6)));
            one(unread, opens().under("/etc").or(opens().fd(5)));
            none(unread, opens().andNot(opens().under("/etc").or(opens().fd(5))));
            assertThat(cannotTell(() -> none(unread, opens().andNot(opens().under("/etc")))))
                    .contains("its path");
        }

        @Test
        void each_side_needs_its_calls_observed() {
            assertThat(cannotTell(() -> none(recording, opens().or(writes()))))
                    .isEqualTo("cannot tell: pwrite64, pwritev, pwritev2, write, writev were not observed in starts();"
                            + " observe them with @Traced(observe = \"writes\")");
        }
    }

    @Nested
    class Completeness {
        @Test
        void a_condition_needs_events() {
            Recording recording = starts().with(open(5, "/a"))
                    .gap(Concern.EVENTS, "12 events were dropped")
                    .build();

            assertThat(cannotTell(() -> none(recording, opens().under("/etc")))).isEqualTo("""
                    cannot tell how many calls of opens().under("/etc") there were in starts(): the recording of starts() has 1 gap:

                      12 events were dropped""");
            assertThat(failure(() -> none(recording, opens().under("/")))).hasMessageContaining("but there was 1:");
        }

        @Test
        void but_not_where_none_was_counted() {
            none(starts().gap(Concern.EVENTS, "12 events were dropped").build(), opens().under("/etc"));
        }

        @Test
        void programs_are_events_even_where_none_was_counted() {
            Recording recording =
                    starts().gap(Concern.EVENTS, "12 events were dropped").build();
            assertThat(cannotTell(() -> none(recording, execs().path("/bin/*"))))
                    .contains("12 events were dropped");
        }

        @Test
        void a_condition_needs_counts() {
            Recording recording =
                    starts().gap(Concern.COUNTS, "the tracer lost 3 stops").build();
            assertThat(cannotTell(() -> none(recording, opens().under("/etc")))).contains("the tracer lost 3 stops");
        }

        @Test
        void what_is_missing_of_descriptors_does_not_matter() {
            none(starts().gap(Concern.DESCRIPTORS, "descriptor 41 appeared").build(), opens().under("/etc"));
        }
    }
}
