package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.Ending;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the ledger against the kernel: a C program uses every call that makes or closes a descriptor. */
@Tag("traced")
@Tag("tools")
class DescriptorCallsLinuxTests {
    @TempDir
    Path directory;

    @Test
    void the_ledger_agrees_with_proc_about_every_way_to_make_a_descriptor() throws Exception {
        Path program = CPrograms.compile("every-way.c", directory);
        TracedProgram.Outcome outcome = TracedProgram.run(program.toString());
        Recording recording = outcome.window(1);

        Set<Integer> fromProc = new TreeSet<>(recording.after().targets().keySet());
        fromProc.removeAll(recording.before().targets().keySet());
        Set<Integer> fromTrace = recording.leftOpen().stream()
                .map(descriptor -> descriptor.life().fd().value())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fromTrace).as("trace against /proc").isEqualTo(fromProc);
        assertThat(outcome.end().code()).as("the program's own count").isEqualTo(fromProc.size());
        assertThat(fromProc).as("most ways work everywhere").hasSizeGreaterThan(35);
        // io_uring is not set up here, so nothing is missing.
        assertThat(recording.completeness().gaps()).isEmpty();
    }

    @Test
    void each_call_that_worked_is_in_the_recording_under_its_own_name() throws Exception {
        Path program = CPrograms.compile("every-way.c", directory);
        Recording recording = TracedProgram.run(program.toString()).window(1);
        Set<String> makers = TracedProgram.events(recording, SyscallEvent.class).stream()
                .filter(call ->
                        call.effect() instanceof FdEffect.Created || call.effect() instanceof FdEffect.Duplicated)
                .map(SyscallEvent::name)
                .collect(Collectors.toSet());
        assertThat(makers)
                .contains(
                        "open",
                        "openat",
                        "openat2",
                        "creat",
                        "dup",
                        "dup2",
                        "dup3",
                        "fcntl",
                        "pipe",
                        "pipe2",
                        "socket",
                        "accept",
                        "accept4",
                        "socketpair",
                        "recvmsg",
                        "epoll_create",
                        "epoll_create1",
                        "eventfd",
                        "eventfd2",
                        "timerfd_create",
                        "signalfd",
                        "signalfd4",
                        "inotify_init",
                        "inotify_init1",
                        "memfd_create",
                        "pidfd_open",
                        "pidfd_getfd",
                        "clone",
                        "clone3");
    }

    @Test
    void ranges_double_closes_and_failures_leave_the_ledger_right() throws Exception {
        Path program = CPrograms.compile("every-way.c", directory);
        Recording recording = TracedProgram.run(program.toString()).window(2);
        List<Descriptor> opened = recording.descriptors().stream()
                .filter(d -> d.life().isOpenedByTest())
                .toList();
        assertThat(opened).hasSize(6);
        assertThat(recording.leftOpen())
                .as("the first of six is outside of the range")
                .hasSize(1);
        assertThat(opened.stream()
                        .filter(d -> d.life().ending() instanceof Ending.Closed closed
                                && closed.call().equals("close_range")))
                .hasSize(4);
        assertThat(recording.completeness().gaps()).isEmpty();
        assertThat(recording.peakDescriptors()).isEqualTo(6);
    }
}
