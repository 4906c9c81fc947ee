package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.snapshot.delta.Change;
import dev.ringfence.snapshot.delta.ContextSwitches;
import dev.ringfence.snapshot.delta.GroupDelta;
import dev.ringfence.snapshot.delta.LimitChange;
import dev.ringfence.snapshot.delta.MachineDelta;
import dev.ringfence.snapshot.delta.MappedFile;
import dev.ringfence.snapshot.delta.ProcessDelta;
import dev.ringfence.snapshot.delta.SignalChange;
import dev.ringfence.snapshot.delta.SignalChange.Treatment;
import dev.ringfence.snapshot.delta.StateDelta;
import dev.ringfence.syscall.ObservedSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tracer captures of {@code /proc} at the markers of a program that changes itself. */
@Tag("traced")
@Tag("tools")
class StateLinuxTests {
    @TempDir
    Path directory;

    @Test
    void what_a_program_did_to_its_process_is_the_difference_of_its_window() throws Exception {
        Path program = CPrograms.compile("state.c", directory);
        Path file = directory.resolve("mapped");
        Set<SnapshotPart> parts = Set.of(
                SnapshotPart.MAPPINGS, SnapshotPart.THREAD_DETAILS, SnapshotPart.THREAD_ORIGINS, SnapshotPart.MACHINE);
        TracedProgram.Outcome outcome = TracedProgram.runWith(
                new TracedProgram.Options(ObservedSet.defaults(), Set.of(), parts, 10_000, Path.of("/none")),
                program.toString(),
                file.toString());

        Recording still = outcome.window(1);
        ProcessDelta unchanged = settled(still);
        assertThat(Live.value(unchanged.limits())).isEmpty();
        assertThat(Live.value(unchanged.workingDirectory()).isNone()).isTrue();
        assertThat(Live.value(unchanged.umask()).isNone()).isTrue();
        assertThat(Live.value(unchanged.signals())).isEmpty();
        assertThat(Live.value(unchanged.threadsStarted())).isEmpty();
        assertThat(Live.value(unchanged.filesMapped())).isEmpty();
        assertThat(zombies(still)).isEmpty();
        assertThat(still.threads()).isEmpty();

        Recording changing = outcome.window(2);
        ProcessDelta changed = settled(changing);
        assertThat(Live.value(changed.limits()))
                .singleElement()
                .extracting(LimitChange::name, LimitChange::after)
                .containsExactly("Max open files", "12 (at most 34)");
        assertThat(Live.value(changed.workingDirectory())).isEqualTo(new Change<>("/", "/tmp"));
        assertThat(Live.value(changed.umask()).after()).isZero();
        assertThat(Live.value(changed.signals()))
                .as("without those that the C library keeps for its threads")
                .filteredOn(change -> change.signal() < 32)
                .containsExactly(
                        new SignalChange(12, Treatment.DEFAULT, Treatment.HANDLED),
                        new SignalChange(13, Treatment.DEFAULT, Treatment.IGNORED));
        assertThat(Live.value(changed.filesMapped())).contains(new MappedFile(file.toString(), 8192, true));
        assertThat(Live.value(changed.threadsStarted())).hasSize(1);
        assertThat(zombies(changing)).hasSize(1);
        assertThat(changing.threads())
                .singleElement()
                .extracting(thread -> thread.actor().thread().value())
                .isEqualTo(Live.value(changed.threadsStarted()).get(0).tid());
        assertThat(Live.value(written(changing))).isEqualTo(5000);
        ContextSwitches switches = Live.value(closed(changing).contextSwitches());
        assertThat(switches.threads()).as("the program and its thread").hasSize(2);
        assertThat(switches.threads().get(0).voluntary())
                .as("it was stopped for each observed call")
                .isPositive();
        assertThat(switches.notCounted()).isEmpty();
    }

    @Test
    void what_the_machine_and_the_control_groups_counted_is_known_or_says_why_not() throws Exception {
        Path program = CPrograms.compile("state.c", directory);
        Set<SnapshotPart> parts = Set.of(
                SnapshotPart.GROUP_COUNTERS, SnapshotPart.THREAD_DETAILS, SnapshotPart.HEAP, SnapshotPart.MACHINE);
        Recording recording = TracedProgram.runWith(
                        new TracedProgram.Options(ObservedSet.defaults(), Set.of(), parts, 10_000, Path.of("/none")),
                        program.toString(),
                        directory.resolve("mapped").toString())
                .window(2);
        ProcessDelta delta = settled(recording);

        GroupDelta groups = Live.value(delta.groupCounters());
        groups.processorTime().value().ifPresent(time -> assertThat(time).isPositive());
        for (Reading<?> counted : List.of(
                groups.processorTime(),
                groups.memoryGrowth(),
                groups.peakMemoryGrowth(),
                groups.throttling(),
                groups.moreTasks())) assertThat(counted.fault()).doesNotContain("not captured");
        assertThat(Live.value(delta.contextSwitches()).voluntaryAtLeast()).isPositive();
        assertThat(delta.heapGrowth()).isEqualTo(new Reading.Absent<>("it is no virtual machine"));
        WindowStates states = recording.state().orElseThrow();
        MachineDelta machine = Live.value(new StateDelta(states.opened(), states.settled()).machine());
        assertThat(machine.softInterrupts().fault()).doesNotContain("not captured");
    }

    @Test
    void without_asking_nothing_dear_is_captured() throws Exception {
        Path program = CPrograms.compile("state.c", directory);
        Recording recording = TracedProgram.run(
                        program.toString(), directory.resolve("mapped").toString())
                .window(2);

        WindowStates states = recording.state().orElseThrow();
        ProcessSnapshot worker = Live.value(states.settled().process(recording.workerPid()));
        assertThat(worker.mappings()).isEqualTo(new Reading.Absent<>("maps was not captured"));
        assertThat(states.settled().machine())
                .isEqualTo(new Reading.Absent<>("the files of the machine were not captured"));
        assertThat(states.settled().parts()).isEmpty();
        assertThat(worker.threads()).isEqualTo(new Reading.Absent<>("task was not captured"));
        assertThat(settled(recording).threadsStarted()).isEqualTo(new Reading.Absent<>("task was not captured"));
        assertThat(closed(recording).contextSwitches()).isEqualTo(new Reading.Absent<>("task was not captured"));
        assertThat(recording.threads()).isEqualTo(List.<LeftThread>of());
    }

    private static ProcessDelta settled(Recording recording) {
        WindowStates states = recording.state().orElseThrow();
        return Live.value(new StateDelta(states.opened(), states.settled()).process(recording.workerPid()));
    }

    private static Reading<Long> written(Recording recording) {
        return closed(recording).transfer().map(transfer -> transfer.writtenBytes());
    }

    private static ProcessDelta closed(Recording recording) {
        WindowStates states = recording.state().orElseThrow();
        return Live.value(new StateDelta(states.opened(), states.closed()).process(recording.workerPid()));
    }

    private static List<ProcessSnapshot> zombies(Recording recording) {
        WindowStates states = recording.state().orElseThrow();
        return new StateDelta(states.opened(), states.settled()).zombies();
    }
}
