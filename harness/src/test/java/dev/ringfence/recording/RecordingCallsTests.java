package dev.ringfence.recording;

import static dev.ringfence.testing.Calls.CHILD;
import static dev.ringfence.testing.Calls.POOL;
import static dev.ringfence.testing.Calls.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.testing.Calls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordingCallsTests {
    private final Calls calls = new Calls();
    private final List<TraceEvent> events = new ArrayList<>();
    private List<Gap> gaps = List.of();

    private SyscallEvent add(SyscallEvent call) {
        events.add(call);
        return call;
    }

    private Recording recording() {
        FdSnapshot before = new FdSnapshot(0, Map.of(7, FdTarget.ofLink("/var/log/x (deleted)")));
        FdSnapshot after = new FdSnapshot(0, Map.of());
        return new Recording(
                "t()",
                Calls.WORKER.value(),
                0,
                Instant.EPOCH,
                1_000_000,
                Set.of("openat", "close", "poll", "fsync", "connect", "dup", "execve", "rename"),
                events,
                null,
                List.of(),
                List.of(),
                0,
                before,
                after,
                new Settling(0, true),
                new Completeness(gaps));
    }

    // --- What holds ---

    @Test
    void all_expressions_hold_and_the_order_of_events_stays() {
        SyscallEvent missing = add(calls.openFails("/etc/a", 2));
        SyscallEvent denied = add(calls.openFails("/etc/b", 13));
        SyscallEvent opened = add(calls.open(3, "/etc/c"));

        assertThat(recording().calls()).containsExactly(missing, denied, opened);
        assertThat(recording().calls("opens", "status=failed")).containsExactly(missing, denied);
        assertThat(recording().calls("errno=EACCES")).containsExactly(denied);
        assertThat(recording().calls("path=/etc/*", "errno=ENOENT")).containsExactly(missing);
        assertThat(recording().calls("status=successful", "path=c")).containsExactly(opened);
        assertThat(recording().calls("trace=openat", "trace=close")).isEmpty();
    }

    @Test
    void a_descriptor_is_followed_by_the_path_that_opened_it() {
        SyscallEvent opened = add(calls.open(3, "/etc/passwd"));
        SyscallEvent copied = add(calls.dup(3, 4));
        SyscallEvent closed = add(calls.close(3));
        SyscallEvent other = add(calls.open(3, "/tmp/x"));
        SyscallEvent closedOther = add(calls.close(3));
        SyscallEvent closedCopy = add(calls.close(4));
        SyscallEvent old = add(calls.close(7));

        assertThat(recording().calls("path=/etc/**")).containsExactly(opened, copied, closed, closedCopy);
        assertThat(recording().calls("path=/tmp/x")).containsExactly(other, closedOther);
        assertThat(recording().calls("path=/var/log/x")).containsExactly(old);
        assertThat(recording().calls("path=!/etc/**")).containsExactly(other, closedOther, old);
        assertThat(recording().calls("fds=4")).containsExactly(closedCopy);
        assertThat(recording().calls("fds=!3")).containsExactly(closedCopy, old);
    }

    @Test
    void descriptors_of_poll_are_taken_and_those_of_a_range_are() {
        Value entry = new Value.Struct(List.of(new Value.Field("fd", new Value.Descriptor(5, false, null))), false);
        Calls polling = calls.decoded(List.of(new Argument("ufds", new Value.Sequence(List.of(entry), false))));
        SyscallEvent poll = add(polling.call("poll", new Outcome.Returned(1), new FdEffect.None(), 0x7000L, 1L, 0L));
        SyscallEvent range = add(calls.closeRange(4, 9));

        assertThat(recording().calls("fds=5")).containsExactly(poll, range);
        assertThat(recording().calls("fds=9")).containsExactly(range);
    }

    @Test
    void a_range_that_was_closed_is_not_of_a_path_any_more() {
        add(calls.open(3, "/etc/a"));
        add(calls.closeRange(3, Integer.MAX_VALUE));
        SyscallEvent stale = add(calls.close(3));
        assertThat(recording().calls("close", "path=/etc/*")).doesNotContain(stale);
    }

    @Test
    void a_thread_has_each_of_its_names() {
        Actor kernelName = new Actor(Calls.WORKER, TEST.thread(), "java", ActorKind.TEST);
        Actor longName =
                new Actor(Calls.WORKER, POOL.thread(), "ForkJoinPool.commonPool-worker-1", ActorKind.APPLICATION);
        SyscallEvent first = add(calls.by(kernelName).open(3, "/a"));
        SyscallEvent second = add(calls.by(TEST).close(3));
        SyscallEvent third = add(calls.by(longName).open(3, "/b"));

        assertThat(recording().calls("thread=main")).containsExactly(first, second);
        assertThat(recording().calls("thread=ForkJoinPool.c")).isEmpty();
        assertThat(recording().calls("thread=ForkJoinPool.co")).containsExactly(third);
        assertThat(recording().calls("thread=ForkJoinPool.commonPool-worker-*")).containsExactly(third);
        assertThat(recording().calls("thread=4720")).containsExactly(third);
        assertThat(recording().calls("thread=!main")).containsExactly(third);
    }

    @Test
    void a_child_executes_what_its_parent_does_until_it_executes_something_else() {
        SyscallEvent own = add(calls.open(3, "/etc/own"));
        events.add(new ProcessStarted(10, 10_000, TEST, CHILD.process(), Scope.TEST));
        SyscallEvent before = add(calls.by(CHILD).close(3));
        events.add(new ProgramExecuted(11, 11_000, CHILD.process(), "/usr/bin/git", List.of(), List.of(), Scope.TEST));
        SyscallEvent after = add(calls.by(CHILD).open(3, "/etc/gitconfig"));

        assertThat(recording().calls("program=java")).containsExactly(own, before);
        assertThat(recording().calls("program=git")).containsExactly(after);
        assertThat(recording().calls("program=/usr/bin/g*")).containsExactly(after);
        assertThat(recording().calls("program=!java")).containsExactly(after);
        assertThat(recording().calls("path=/etc/own")).containsExactly(own, before);
    }

    @Test
    void a_call_of_which_only_the_entry_was_watched_has_no_known_end() {
        SyscallEvent close = add(calls.call("close", new Outcome.EntryOnly(), new FdEffect.None(), 9L));
        SyscallEvent exec = add(calls.call("execve", new Outcome.NeverReturned(), new FdEffect.None()));
        assertThat(recording().calls("status=unavailable")).containsExactly(close);
        assertThat(recording().calls("status=unfinished")).containsExactly(exec);
        assertThat(recording().calls("status=successful,failed")).isEmpty();
    }

    @Test
    void a_call_through_another_table_is_of_that_table() {
        SyscallEvent foreign = new SyscallEvent(
                1,
                1,
                TEST,
                6,
                "i386:close",
                List.of(3L, 0L, 0L, 0L, 0L, 0L),
                null,
                null,
                null,
                new Outcome.Returned(0),
                null,
                new FdEffect.None(),
                Scope.TEST,
                List.of(),
                calls.open(1, "/a").stack());
        add(foreign);
        assertThat(recording().calls("close@32")).containsExactly(foreign);
        assertThat(recording().calls("close@64")).isEmpty();
        assertThat(recording().calls("fds=3")).containsExactly(foreign);
    }

    // --- What cannot be told ---

    @Test
    void calls_that_nobody_watched_cannot_be_told() {
        assertThatThrownBy(() -> recording().calls("trace=read,write"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot tell: read, write were not observed in t(); observe with @Traced(observe = ...)");
        assertThat(recording().calls("%file")).isEmpty();
        assertThat(recording().calls("none")).isEmpty();
    }

    @Test
    void the_program_of_a_process_from_before_cannot_be_told() {
        add(calls.open(3, "/a"));
        add(calls.by(CHILD).close(3));
        assertThatThrownBy(() -> recording().calls("program=git"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "cannot tell: which program process 4800 (\"sleep\") executes, because the recording has not"
                                + " seen it begin");
        assertThat(recording().calls("program=git", "trace=openat"))
                .as("it is not asked of the call that is not about this")
                .isEmpty();
    }

    @Test
    void the_descriptor_of_a_process_from_before_cannot_be_told() {
        SyscallEvent close = add(calls.by(CHILD).close(3));
        assertThatThrownBy(() -> recording().calls("path=/etc/**"))
                .hasMessage("cannot tell: what descriptor 3 is that process 4800 (\"sleep\") gives to close (event "
                        + close.sequence() + "), because the recording has not seen it made");
    }

    @Test
    void descriptors_cannot_be_told_where_the_recording_has_a_gap() {
        gaps = List.of(new Gap(Concern.DESCRIPTORS, "descriptor 41 appeared without an observed call"));
        add(calls.open(3, "/etc/a"));
        assertThat(recording().calls("openat", "path=/etc/a")).hasSize(1);
        add(calls.close(3));
        assertThatThrownBy(() -> recording().calls("path=/etc/a"))
                .hasMessageStartingWith("cannot tell: what descriptor 3 is in close")
                .hasMessageEndingWith("descriptor 41 appeared without an observed call");
    }

    @Test
    void the_array_of_poll_that_was_not_decoded_or_cut_cannot_be_told() {
        add(calls.call("poll", new Outcome.Returned(0), new FdEffect.None(), 0x7000L, 1L));
        assertThatThrownBy(() -> recording().calls("fds=3")).hasMessageContaining("its arguments were not decoded");

        events.clear();
        Value cut = new Value.Sequence(List.of(), true);
        add(calls.decoded(List.of(new Argument("ufds", cut)))
                .call("poll", new Outcome.Returned(0), new FdEffect.None(), 0x7000L, 40L));
        assertThatThrownBy(() -> recording().calls("fds=3")).hasMessageContaining("beyond the first 0");
    }

    @Test
    void an_expression_that_is_not_understood_is_named() {
        assertThatThrownBy(() -> recording().calls("colour=red"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "colour=red: \"colour\" is not known; it is trace, status, errno, fds, path, thread or program");
    }
}
