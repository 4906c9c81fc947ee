package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.messageOf;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MachineAssertTests {
    private static final String ROOT = "20 1 0:17 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n";
    private static final String SPOOL = "31 20 0:40 / /mnt/spool-7 rw - tmpfs spool rw,size=4k\n";
    private static final String EXACT = "Linux version 6.18.1 (a@b) #1\n";
    private static final String INEXACT = "Linux version 6.8.0-45-generic (a@b) #1\n";
    private static final String STAT = """
            cpu  1 2 3 4 5 6 7 8 9 10
            cpu0 1 2 3 4 5 6 7 8 9 10
            cpu1 1 2 3 4 5 6 7 8 9 10
            intr 9
            ctxt 9
            btime 9
            processes 9
            procs_running 1
            procs_blocked 0
            softirq 9
            """;

    private static SuspicionError suspicion(ThrowingCallable assertion) {
        return catchThrowableOfType(SuspicionError.class, assertion);
    }

    // --- Mounts ---

    private static StateBuilder mounts(String text) {
        return state().file("mountinfo", text).captured(SnapshotPart.MOUNTS);
    }

    @Test
    void should_pass_where_the_same_is_mounted() {
        Recording recording = recording("mounts()")
                .around(
                        mounts(ROOT),
                        mounts(ROOT.replace("- ext4 /dev/vda1 rw", "- ext4 /dev/vda1 rw,errors=continue")))
                .with(call("mount").path("/mnt/a"), call("umount2").path("/mnt/a"))
                .build();

        assertThat(recording).machine().keepsMounts();
    }

    @Test
    void should_fail_for_each_mount_that_came_or_went_or_has_other_options() {
        Recording recording = recording("mounts()")
                .around(
                        mounts(ROOT + "30 20 0:39 / /old rw - proc proc rw\n"),
                        mounts(ROOT.replace("rw,relatime", "ro,relatime") + SPOOL))
                .with(call("mount").path("/mnt/spool-7"))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> assertThat(recording).machine().keepsMounts()))
                .isEqualTo("""
                Expecting mounts() to keep what is mounted, but 3 mounts changed:

                  mounted /mnt/spool-7 rw, tmpfs of spool
                  unmounted /old rw, proc of proc
                  remounted / ro,relatime, ext4 of /dev/vda1, before: / rw,relatime

                asserted at:  MachineAssertTests.java:#
                allow it:     machine().allowing("/mnt/spool-*", "…").allowing("/old", "…").allowing("/", "…").keepsMounts()
                reproduce:    mvn test -Dtest=MachineAssertTests#should_fail_for_each_mount_that_came_or_went_or_has_other_options""");
        assertThat(recording)
                .machine()
                .allowing("/**", "it is a container of its own")
                .keepsMounts();
    }

    @Test
    void should_not_tell_whose_doing_a_mount_is_where_no_call_was_seen() {
        Recording recording = recording("mounts()")
                .around(mounts(ROOT), mounts(ROOT + SPOOL))
                .with(
                        call("mount").path("/mnt/a").fails("EPERM"),
                        call("mount").path("/mnt/b").in(Scope.HARNESS))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).machine().keepsMounts()))
                .isEqualTo("""
                cannot tell whether mounts() kept what is mounted: 1 mount changed, and no process of the test was seen to make a call that mounts:

                  mounted /mnt/spool-7 rw, tmpfs of spool

                allow it:     machine().allowing("/mnt/spool-*", "…").keepsMounts()
                reproduce:    mvn test -Dtest=MachineAssertTests#should_not_tell_whose_doing_a_mount_is_where_no_call_was_seen""");
        assertThat(recording).machine().allowing("spool", "it is ours").keepsMounts();
    }

    @Test
    void should_not_tell_mounts_where_nobody_asked_for_them_or_they_could_not_be_read() {
        Recording unasked = recording("mounts()").around(state(), state()).build();
        Recording denied = recording("mounts()")
                .around(mounts(ROOT), mounts(ROOT).failed("mountinfo", "/proc/5100/mountinfo: permission denied"))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(unasked).machine().keepsMounts()))
                .isEqualTo("cannot tell: mounts was not captured around mounts(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.MOUNTS)");
        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(denied).machine().keepsMounts()))
                .isEqualTo(
                        "cannot tell whether mounts() kept what is mounted: /proc/5100/mountinfo: permission denied");
    }

    // --- Open files ---

    private static Recording opens(String version, int before, int after) {
        return recording("serves()")
                .around(files(version, before), files(version, after))
                .build();
    }

    private static StateBuilder files(String version, int open) {
        return state().machine("version", version)
                .machine("stat", STAT)
                .machine("sys/fs/file-nr", open + "\t0\t2466160\n");
    }

    @Test
    void should_pass_open_files_up_to_the_limit() {
        assertThat(opens(EXACT, 951, 961)).machine().opensFilesAtMost(10);
        assertThat(opens(EXACT, 951, 900)).machine().opensFilesAtMost(0);
        assertThat(opens(INEXACT, 960, 992)).machine().opensFilesAtMost(32 + 128);
    }

    @Test
    void should_suspect_more_open_files() {
        org.assertj.core.api.Assertions.assertThat(suspicion(
                        () -> assertThat(opens(EXACT, 951, 962)).machine().opensFilesAtMost(10)))
                .hasMessage("""
                Expecting serves() to have the machine open at most 10 files more, but it opened more:

                  open files of the machine: 11 more, with those of other programs

                not confirmed by more runs
                allow it:     machine().opensFilesAtMost(11)
                reproduce:    mvn test -Dtest=MachineAssertTests#should_suspect_more_open_files -Dringfence.rounds=20""");
        org.assertj.core.api.Assertions.assertThat(suspicion(
                        () -> assertThat(opens(INEXACT, 960, 1120)).machine().opensFilesAtMost(31)))
                .isNotNull();
    }

    @Test
    void should_not_tell_open_files_where_what_processors_count_by_themselves_makes_the_difference() {
        org.assertj.core.api.Assertions.assertThat(cannotTell(
                        () -> assertThat(opens(INEXACT, 960, 992)).machine().opensFilesAtMost(32 + 127)))
                .isEqualTo(
                        "cannot tell how many more files the machine had open after serves(): they grew by 32, give or"
                                + " take 128: before Linux 6.18 each processor counts some by itself");
        org.assertj.core.api.Assertions.assertThat(cannotTell(
                        () -> assertThat(opens(INEXACT, 960, 1120)).machine().opensFilesAtMost(32)))
                .contains("they grew by 160, give or take 128");
    }

    @Test
    void should_not_tell_open_files_where_the_kernel_is_not_known_nor_its_processors() {
        StateBuilder bare = state().machine("sys/fs/file-nr", "951\t0\t2466160\n");
        Recording recording = recording("serves()").around(bare, bare).build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).machine().opensFilesAtMost(9)))
                .isEqualTo(
                        "cannot tell how many more files the machine had open after serves(): stat was not captured");
    }

    @Test
    void should_not_tell_what_the_machine_counts_where_nobody_asked_for_it() {
        Recording recording = recording("serves()").around(state(), state()).build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).machine().opensFilesAtMost(9)))
                .isEqualTo("cannot tell: machine was not captured around serves(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.MACHINE)");
        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).machine().swapsOutAtMost(9)))
                .startsWith("cannot tell: machine was not captured");
    }

    @Test
    void should_refuse_negative_limits() {
        Recording recording = opens(EXACT, 951, 951);

        assertThatThrownBy(() -> assertThat(recording).machine().opensFilesAtMost(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit must not be negative but was -1");
        assertThatThrownBy(() -> assertThat(recording).machine().swapsOutAtMost(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit must not be negative but was -1");
    }

    // --- Swap ---

    private static Recording swaps(String before, String after) {
        return recording("sorts()")
                .around(state().machine("vmstat", before), state().machine("vmstat", after))
                .build();
    }

    @Test
    void should_pass_what_is_swapped_out_up_to_the_limit() {
        assertThat(swaps("pswpout 7\n", "pswpout 9\n")).machine().swapsOutAtMost(8192);
        assertThat(swaps("pswpout 7\n", "pswpout 7\n")).machine().swapsOutAtMost(0);
    }

    @Test
    void should_suspect_more_that_is_swapped_out() {
        org.assertj.core.api.Assertions.assertThat(suspicion(() -> assertThat(swaps("pswpout 7\n", "pswpout 9\n"))
                        .machine()
                        .swapsOutAtMost(8191)))
                .hasMessage("""
                Expecting sorts() to have the machine swap out at most 8191 bytes, but it swapped out more:

                  swapped out by the machine: 8192 bytes, with those of other programs

                not confirmed by more runs
                allow it:     machine().swapsOutAtMost(8192)
                reproduce:    mvn test -Dtest=MachineAssertTests#should_suspect_more_that_is_swapped_out -Dringfence.rounds=20""");
    }

    @Test
    void should_not_tell_what_a_kernel_does_not_count() {
        org.assertj.core.api.Assertions.assertThat(cannotTell(() ->
                        assertThat(swaps("pgpgin 7\n", "pgpgin 9\n")).machine().swapsOutAtMost(0)))
                .isEqualTo(
                        "cannot tell how much the machine swapped out during sorts(): this kernel does not count pswpout");
    }
}
