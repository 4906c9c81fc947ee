package dev.ringfence.assertions;

import static dev.ringfence.assertions.CallConditions.O_CREAT;
import static dev.ringfence.assertions.CallConditions.O_WRONLY;
import static dev.ringfence.assertions.CallConditions.none;
import static dev.ringfence.assertions.CallConditions.one;
import static dev.ringfence.assertions.CallConditions.starts;
import static dev.ringfence.assertions.Calls.call;
import static dev.ringfence.assertions.Calls.closes;
import static dev.ringfence.assertions.Calls.connects;
import static dev.ringfence.assertions.Calls.fsyncs;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.sends;
import static dev.ringfence.assertions.Calls.writes;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.Decoded;
import dev.ringfence.event.FdKind;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallConditionResultTests {
    @Nested
    class DescriptorsAndAddresses {
        @Test
        void fd_holds_for_what_takes_or_makes_it() {
            Recording recording = starts().with(
                            open(5, "/a"), CallBuilder.call("dup", 7).copies(7, 8), close(5))
                    .build();
            one(recording, opens().fd(5));
            one(recording, closes().fd(5));
            one(recording, call("dup").fd(8));
            one(recording, call("dup").fd(7));
            none(recording, closes().fd(8));
            assertThatIllegalArgumentException().isThrownBy(() -> opens().fd(-1));
        }

        @Test
        void address_holds_for_what_is_connected_to() {
            Recording recording = starts().connects("10.0.0.7:5432")
                    .connects("unix:/run/app.sock")
                    .build();
            one(recording, connects().address("10.0.0.*:5432"));
            one(recording, connects().address("unix:/run/*"));
            none(recording, connects().address("10.0.0.7:*3"));
        }

        @Test
        void address_holds_for_what_is_sent_to() {
            Recording recording = starts().observing("sends")
                    .with(
                            CallBuilder.call("sendto", 5).decoded(Decoded.inet("8.8.8.8", 53)),
                            CallBuilder.call("sendmsg", 5)
                                    .decoded(new Argument(
                                            "msg",
                                            new Value.Struct(
                                                    List.of(new Value.Field(
                                                            "msg_name",
                                                            Decoded.inet("::1", 53)
                                                                    .value())),
                                                    false))))
                    .build();
            one(recording, sends().address("8.8.8.8:53"));
            one(recording, sends().address("[::1]:53"));
            one(
                    starts().observing("sends")
                            .with(CallBuilder.call("sendto", 5).decoded(Decoded.inet("::ffff:10.0.0.7", 53)))
                            .build(),
                    sends().address("10.0.0.7:53"));
            one(
                    starts().observing("sends")
                            .with(CallBuilder.call("sendto", 5).decoded(Decoded.unix("/dev/log")))
                            .build(),
                    sends().address("unix:/dev/*"));
        }

        @Test
        void address_holds_for_each_of_several_messages_and_for_abstract_names() {
            Value abstractName = new Value.Joined(List.of(new Value.Word("@"), new Value.Text("bus", false)), "");
            Value.Struct local = Decoded.struct(
                    new Value.Field("sa_family", new Value.Symbol(1, "AF_UNIX")),
                    new Value.Field("sun_path", abstractName));
            List<Value> messages = List.of(message(Decoded.inet("8.8.8.8", 53).value()), message(local));
            Recording recording = starts().observing("sends")
                    .with(CallBuilder.call("sendmmsg", 5)
                            .decoded(new Argument("mmsg", new Value.Sequence(messages, false))))
                    .build();
            one(recording, sends().address("8.8.8.8:53"));
            one(
                    starts().observing("sends")
                            .with(CallBuilder.call("sendto", 5).decoded(new Argument("addr", local)))
                            .build(),
                    sends().address("unix:@bus"));
        }

        private static Value message(Value address) {
            return Decoded.struct(new Value.Field("msg_hdr", Decoded.struct(new Value.Field("msg_name", address))));
        }

        @Test
        void an_address_that_could_not_be_read_may_be_any() {
            Recording recording = starts().connects(null).build();
            assertThat(cannotTell(() -> none(recording, connects().address("10.0.0.1:80"))))
                    .contains("its address could not be read");
        }

        @Test
        void flags_tell_reading_writing_and_creating() {
            Recording recording = starts().with(
                            open(5, "/r"),
                            open(6, "/w", O_WRONLY),
                            open(7, "/c", O_WRONLY | O_CREAT),
                            CallBuilder.call("creat").path("/d").makes(8, FdKind.FILE, "/d"),
                            open(9, "/p", 010000000))
                    .build();
            one(recording, opens().reading());
            assertThat(recording).calls(opens().writing()).exactly(3);
            assertThat(recording).calls(opens().creating()).exactly(2);
            none(recording, closes().writing());
        }

        @Test
        void flags_of_openat2_are_in_memory() {
            Value.Flags flags = new Value.Flags(O_WRONLY, List.of("O_WRONLY"), 0, "");
            CallBuilder known = CallBuilder.call("openat2")
                    .path("/a")
                    .decoded(new Argument(
                            "how",
                            Decoded.struct(
                                    new Value.Field("resolve", new Value.Flags(8, List.of("RESOLVE_BENEATH"), 0, "")),
                                    new Value.Field("mode", new Value.Int(0600, Value.Base.OCTAL)),
                                    new Value.Field("flags", flags))))
                    .makes(5, FdKind.FILE, "/a");
            one(starts().with(known).build(), opens().writing());
            Recording unread = starts().with(
                            CallBuilder.call("openat2").path("/a").makes(5, FdKind.FILE, "/a"))
                    .build();
            assertThat(cannotTell(() -> none(unread, opens().writing()))).contains("its flags could not be read");
        }
    }

    @Nested
    class Outcomes {
        private final Recording recording = starts().with(
                        open(5, "/a"), openFails("/b", 0, "ENOENT"), openFails("/c", 0, "EACCES"))
                .build();

        @Test
        void results_and_errors_are_told_apart() {
            one(recording, opens().result(5));
            none(recording, opens().result(0));
            one(recording, opens().succeeded());
            assertThat(recording).calls(opens().failed()).exactly(2);
            one(recording, opens().failedWith("EACCES"));
            none(recording, opens().failedWith("EPERM"));
        }

        @Test
        void an_error_that_does_not_exist_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> opens().failedWith("ENOTHING"))
                    .withMessage("\"ENOTHING\" is not the name of an error, such as \"ENOENT\"");
        }

        @Test
        void a_call_that_was_only_counted_has_no_result() {
            Recording counted = starts().observing("writes")
                    .with(CallBuilder.call("write", 5, 0, 10).entryOnly())
                    .build();

            assertThat(cannotTell(() -> none(counted, writes().failed()))).isEqualTo("""
                    cannot tell how many calls of writes().failed() there were in starts(): of 1 event it is not known whether it matters:

                      0.000 ms  "main" (tid 5101)  write(5, 10)   its exit was not watched

                    observe it:   @Traced(observe = "writes")""");
            one(counted, writes());
        }

        @Test
        void a_call_that_never_returned_has_neither_succeeded_nor_failed() {
            Recording ended =
                    starts().with(CallBuilder.call("fsync", 5).neverReturns()).build();
            none(ended, fsyncs().succeeded());
            none(ended, fsyncs().failed());
        }

        @Test
        void durations_are_compared_exactly() {
            Recording slow = starts().with(CallBuilder.call("fsync", 5).taking(ofMillis(50)))
                    .build();
            none(slow, fsyncs().longerThan(ofMillis(50)));
            one(slow, fsyncs().longerThan(ofMillis(50).minusNanos(1)));
            assertThat(fsyncs().longerThan(ofMillis(50))).hasToString("fsyncs().longerThan(ofMillis(50))");
            assertThat(fsyncs().longerThan(ofNanos(1))).hasToString("fsyncs().longerThan(ofNanos(1))");
            assertThat(fsyncs().longerThan(ofSeconds(2))).hasToString("fsyncs().longerThan(ofSeconds(2))");
            assertThatIllegalArgumentException().isThrownBy(() -> fsyncs().longerThan(ofMillis(-1)));
        }

        @Test
        void a_call_whose_exit_was_not_watched_has_no_duration() {
            Recording closed = starts().with(close(5)).build();
            assertThat(cannotTell(() -> none(closed, closes().longerThan(ofMillis(1)))))
                    .contains("its exit was not watched");
            Recording ended =
                    starts().with(CallBuilder.call("fsync", 5).neverReturns()).build();
            assertThat(cannotTell(() -> none(ended, fsyncs().longerThan(ofMillis(1)))))
                    .contains("it never returned");
        }
    }

    @Nested
    class Makers {
        @Test
        void threads_are_meant_by_name() {
            Recording recording = starts().with(open(5, "/a").by("http-3", 5120), open(6, "/b"))
                    .build();
            one(recording, opens().by("http-*"));
            one(recording, opens().by("main"));
            none(recording, opens().by("https-*"));
        }

        @ParameterizedTest
        @CsvSource({"http-worker-poo, http-worker-pool-*", "http-wo..er-123, http-worker-1?3"})
        void a_name_that_the_kernel_has_cut_may_be_the_one(String cut, String glob) {
            Recording recording = starts().with(open(5, "/a").by(cut, 5120)).build();
            assertThat(cannotTell(() -> none(recording, opens().by(glob))))
                    .contains("the kernel has cut the name of its thread: \"" + cut + "\"");
            none(recording, opens().by("main"));
            none(recording, opens().by("http"));
        }

        @Test
        void a_name_that_Java_knows_is_not_cut() {
            Recording recording = starts().with(
                            open(5, "/a").by("http-worker-poo", 5120).from("com.example.A", "a", 1))
                    .build();
            none(recording, opens().by("http-worker-pool-*"));
        }

        @Test
        void processes_are_meant_by_their_program() {
            Recording recording = starts().startsProcess(6000)
                    .with(open(5, "/early").inChild(6000, "java"))
                    .executes(6000, "/usr/bin/git", List.of())
                    .with(open(5, "/repo/.git/config").inChild(6000, "git"), open(5, "/a"))
                    .startsProcess(6000, "git", 6001)
                    .with(open(5, "/forked").inChild(6001, "git"))
                    .build();
            assertThat(recording).calls(opens().inProcess("git")).exactly(2);
            assertThat(recording).calls(opens().inProcess("/usr/bin/*")).exactly(2);
            none(recording, opens().inProcess("java"));
        }

        @Test
        void a_process_with_the_number_of_one_that_has_ended_does_not_run_its_program() {
            Recording recording = starts().startsProcess(6000)
                    .executes(6000, "/usr/bin/git", List.of())
                    .endsProcess(6000)
                    .startsProcess(6000)
                    .with(open(5, "/a").inChild(6000, "java"))
                    .build();
            none(recording, opens().inProcess("git"));
        }

        @Test
        void what_a_process_from_before_runs_is_not_known() {
            Recording recording =
                    starts().with(open(5, "/a").inChild(7000, "old")).build();
            assertThat(cannotTell(() -> none(recording, opens().inProcess("git"))))
                    .contains("it is not known which program its process was");
        }
    }
}
