package dev.ringfence.snapshot.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.Snapshots;
import dev.ringfence.snapshot.StateSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateDeltaTests {
    private final ProcessSnapshot worker = Snapshots.captured().build();

    @Test
    void processes_that_run_are_started_and_those_that_nobody_waited_for_are_zombies() {
        StateSnapshot before = state(List.of(worker, child(20, 'S'), child(21, 'Z')), "8");
        StateSnapshot after =
                state(List.of(worker, child(20, 'Z'), child(21, 'Z'), child(22, 'S'), child(23, 'Z')), "11");
        StateDelta delta = new StateDelta(before, after);

        assertThat(delta.started()).extracting(ProcessSnapshot::pid).containsExactly(22);
        assertThat(delta.zombies()).extracting(ProcessSnapshot::pid).containsExactly(20, 23);
        assertThat(delta.openFilesOfMachine()).isEqualTo(new Reading.Value<>(3L));
    }

    @Test
    void a_process_that_is_not_in_both_has_no_difference() {
        StateDelta delta = new StateDelta(state(List.of(worker), "1"), state(List.of(), "1"));

        assertThat(delta.process(11)).isEqualTo(new Reading.Absent<>("process 11 was not captured"));
    }

    @Test
    void a_machine_that_was_not_captured_has_no_difference() {
        StateSnapshot blind = new StateSnapshot(1, 1, Set.of(), List.of(), new Reading.Absent<>("it was not captured"));

        assertThat(new StateDelta(blind, state(List.of(), "1")).openFilesOfMachine())
                .isEqualTo(new Reading.Absent<>("it was not captured"));
        assertThat(new StateDelta(blind, state(List.of(), "1")).swappedOutByMachine())
                .isEqualTo(new Reading.Absent<>("it was not captured"));
        assertThat(new StateDelta(state(List.of(), "1"), blind).machine())
                .isEqualTo(new Reading.Absent<>("it was not captured"));
    }

    @Test
    void what_the_machine_swapped_out_is_counted_in_its_pages() {
        StateSnapshot before = vmstat("pgpgin 1\npswpout 7\n");

        assertThat(new StateDelta(before, vmstat("pgpgin 9\npswpout 9\n")).swappedOutByMachine())
                .isEqualTo(new Reading.Value<>(8192L));
        assertThat(new StateDelta(before, vmstat("pgpgin 9\n")).swappedOutByMachine())
                .isEqualTo(new Reading.Absent<>("this kernel does not count pswpout"));
        assertThat(new StateDelta(before, state(List.of(), "1")).swappedOutByMachine())
                .isEqualTo(new Reading.Absent<>("not needed"));
        assertThat(new StateDelta(before, machine(new Reading.Value<>(new MachineUnits(100, 4096)), Map.of()))
                        .swappedOutByMachine())
                .isEqualTo(new Reading.Absent<>("vmstat was not captured"));
    }

    private static StateSnapshot vmstat(String text) {
        return machine(new Reading.Value<>(new MachineUnits(100, 4096)), Map.of("vmstat", new Reading.Value<>(text)));
    }

    private static StateSnapshot machine(Reading<MachineUnits> units, Map<String, Reading<String>> files) {
        return new StateSnapshot(1, 1, Set.of(), List.of(), new Reading.Value<>(new MachineSnapshot(units, files)));
    }

    @Test
    void the_difference_of_the_machine_is_that_of_its_files() {
        Reading<MachineDelta> machine = new StateDelta(state(List.of(), "1"), state(List.of(), "1")).machine();

        assertThat(machine.flatMap(MachineDelta::softInterrupts))
                .isEqualTo(new Reading.Absent<>("softirqs was not captured"));
    }

    private static StateSnapshot state(List<ProcessSnapshot> processes, String open) {
        MachineSnapshot machine = new MachineSnapshot(
                new Reading.Absent<>("not needed"), Map.of("sys/fs/file-nr", new Reading.Value<>(open + "\t0\t99\n")));
        return new StateSnapshot(1, 1, Set.of(), processes, new Reading.Value<>(machine));
    }

    private static ProcessSnapshot child(int pid, char state) {
        ProcessSnapshot like = Snapshots.captured()
                .with("stat", "11 (a) R (b\nc) S 9", pid + " (child) " + state + " 11")
                .build();
        return new ProcessSnapshot(pid, like.units(), like.threads(), like.descriptors(), like.files(), like.links());
    }
}
