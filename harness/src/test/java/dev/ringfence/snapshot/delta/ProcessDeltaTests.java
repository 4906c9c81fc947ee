package dev.ringfence.snapshot.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.Snapshots;
import dev.ringfence.snapshot.delta.SignalChange.Treatment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessDeltaTests {
    private final ProcessSnapshot captured = Snapshots.captured().build();

    private ProcessDelta to(Snapshots after) {
        return new ProcessDelta(captured, after.build());
    }

    @Test
    void nothing_has_changed_between_equal_snapshots() {
        ProcessDelta delta = to(Snapshots.captured());

        assertThat(Live.value(delta.usage())).isEqualTo(new Usage(Duration.ZERO, Duration.ZERO, 0, 0));
        assertThat(Live.value(delta.transfer())).isEqualTo(new Usage.Transfer(0, 0, 0, 0));
        assertThat(Live.value(delta.residentGrowth())).isZero();
        assertThat(Live.value(delta.swappedGrowth())).isZero();
        assertThat(Live.value(delta.proportionalGrowth())).isZero();
        assertThat(Live.value(delta.limits())).isEmpty();
        assertThat(Live.value(delta.workingDirectory()).isNone()).isTrue();
        assertThat(Live.value(delta.umask()).isNone()).isTrue();
        assertThat(Live.value(delta.signals())).isEmpty();
        assertThat(Live.value(delta.groups()).isNone()).isTrue();
        assertThat(Live.value(delta.threadsStarted())).isEmpty();
        assertThat(Live.value(delta.threadsEnded())).isEmpty();
        assertThat(Live.value(delta.filesMapped())).isEmpty();
        assertThat(Live.value(delta.filesUnmapped())).isEmpty();
        assertThat(Live.value(delta.mounted())).isEmpty();
        assertThat(Live.value(delta.unmounted())).isEmpty();
        assertThat(Live.value(delta.descriptorsByKind())).isEmpty();
        assertThat(Live.value(delta.interfaces())).containsExactly(entry("lo", new InterfaceTraffic(0, 0, 0, 0)));
    }

    @Test
    void what_was_used_is_the_difference() {
        ProcessDelta delta = to(Snapshots.captured()
                .with("stat", "4194560 368 0 0 0 0 0 0 0 25", "4194560 401 0 2 0 150 30 0 0 25")
                .with("io", "rchar: 816", "rchar: 900")
                .with("io", "wchar: 0", "wchar: 4097")
                .with("io", "\nread_bytes: 0", "\nread_bytes: 8192")
                .with("io", "\nwrite_bytes: 0", "\nwrite_bytes: 12288"));

        assertThat(Live.value(delta.usage()))
                .isEqualTo(new Usage(Duration.ofMillis(1500), Duration.ofMillis(300), 33, 2));
        assertThat(Live.value(delta.transfer())).isEqualTo(new Usage.Transfer(84, 4097, 8192, 12288));
    }

    @Test
    void what_was_used_before_does_not_count() {
        ProcessSnapshot before = Snapshots.captured()
                .with("stat", "4194560 368 0 0 0 0 0 0 0 25", "4194560 401 0 2 0 150 30 0 0 25")
                .with("io", "wchar: 0", "wchar: 4096")
                .with("io", "\nread_bytes: 0", "\nread_bytes: 8192")
                .with("io", "\nwrite_bytes: 0", "\nwrite_bytes: 12288")
                .build();
        ProcessDelta delta = new ProcessDelta(before, before);

        assertThat(Live.value(delta.usage())).isEqualTo(new Usage(Duration.ZERO, Duration.ZERO, 0, 0));
        assertThat(Live.value(delta.transfer())).isEqualTo(new Usage.Transfer(0, 0, 0, 0));
    }

    @Test
    void memory_grows_and_shrinks() {
        ProcessDelta delta = to(Snapshots.captured()
                .with("status", "VmRSS:\t    1660 kB", "VmRSS:\t    1600 kB")
                .with("status", "VmSwap:\t       0 kB", "VmSwap:\t       8 kB")
                .with("smaps_rollup", "Pss:                1652 kB", "Pss:                1700 kB"));

        assertThat(Live.value(delta.residentGrowth())).isEqualTo(-60 << 10);
        assertThat(Live.value(delta.swappedGrowth())).isEqualTo(8 << 10);
        assertThat(Live.value(delta.proportionalGrowth())).isEqualTo(48 << 10);
    }

    @Test
    void resident_memory_is_of_the_heap_or_not() {
        String heap = " def new generation   total 9K, used 0K [0x1000000, 0x1010000, 0x1800000)\n"
                + " tenured generation   total 9K, used 0K [0x1800000, 0x1810000, 0x2000000)\n";
        Snapshots before = Snapshots.captured()
                .file("GC.heap_info", heap)
                .file(
                        "smaps",
                        Snapshots.smap("01000000-01010000", 64, 64, 0)
                                + Snapshots.smap("02000000-02010000", 64, 40, 0));
        Snapshots after = Snapshots.captured()
                .file("GC.heap_info", heap)
                .file(
                        "smaps",
                        Snapshots.smap("01000000-01900000", 9216, 100, 0)
                                + Snapshots.smap("02000000-02010000", 64, 32, 0));
        ProcessDelta delta = new ProcessDelta(before.build(), after.build());

        assertThat(delta.heapGrowth()).isEqualTo(new Reading.Value<>(36L << 10));
        assertThat(delta.nativeGrowth()).isEqualTo(new Reading.Value<>(-8L << 10));
        assertThat(to(after).heapGrowth()).isEqualTo(new Reading.Absent<>("GC.heap_info was not captured"));
        assertThat(new ProcessDelta(before.build(), captured).nativeGrowth())
                .isEqualTo(new Reading.Absent<>("GC.heap_info was not captured"));
        Reading<String> denied = new Reading.Failed<>("/proc/11/smaps: permission denied");
        assertThat(new ProcessDelta(before.build(), after.file("smaps", denied).build()).heapGrowth())
                .isEqualTo(new Reading.Failed<>("/proc/11/smaps: permission denied"));
    }

    @Test
    void a_limit_that_changed_is_told_with_both_values() {
        ProcessDelta delta = to(Snapshots.captured()
                .with("limits", "1234                 4321 ", "64                   4321 ")
                .with("limits", "Max cpu time              1000 ", "Max cpu time              unlimited "));

        assertThat(Live.value(delta.limits()))
                .containsExactly(
                        new LimitChange("Max cpu time", "1000 (at most unlimited)", "unlimited (at most unlimited)"),
                        new LimitChange("Max open files", "1234 (at most 4321)", "64 (at most 4321)"));
    }

    @Test
    void what_belongs_to_the_process_is_told_with_both_values() {
        ProcessDelta delta = to(Snapshots.captured()
                .link("cwd", "/")
                .with("status", "Umask:\t0027", "Umask:\t0000")
                .with("cgroup", "0::/", "0::/other"));

        assertThat(Live.value(delta.workingDirectory())).isEqualTo(new Change<>("/tmp/odd dir", "/"));
        assertThat(Live.value(delta.umask())).isEqualTo(new Change<>(027, 0));
        assertThat(Live.value(delta.groups()).isNone()).isFalse();
    }

    @Test
    void signals_are_compared_by_how_they_are_treated() {
        // Caught before: 2, 10, 15, 17 (14202 hex); ignored: 1, 3, 28.
        ProcessDelta delta = to(Snapshots.captured()
                .with("status", "SigIgn:\t0000000008000005", "SigIgn:\t0000000008000004")
                .with("status", "SigCgt:\t0000000000014202", "SigCgt:\t8000000000014200"));

        assertThat(Live.value(delta.signals()))
                .containsExactly(
                        new SignalChange(1, Treatment.IGNORED, Treatment.DEFAULT),
                        new SignalChange(2, Treatment.HANDLED, Treatment.DEFAULT),
                        new SignalChange(64, Treatment.DEFAULT, Treatment.HANDLED));
    }

    @Test
    void threads_are_told_apart_by_id_and_start_and_not_by_name() {
        ProcessSnapshot before = Snapshots.captured()
                .thread(12, "old", 300_000)
                .thread(13, "named", 300_001)
                .build();
        ProcessSnapshot after = Snapshots.captured()
                .thread(12, "other", 300_100)
                .thread(13, "renamed", 300_001)
                .thread(14, "dead", 'Z', 300_200)
                .build();
        ProcessDelta delta = new ProcessDelta(before, after);

        assertThat(Live.value(delta.threadsStarted()))
                .containsExactly(new TaskChange(12, "other", Duration.ofSeconds(3001)));
        assertThat(Live.value(delta.threadsEnded()))
                .containsExactly(new TaskChange(12, "old", Duration.ofSeconds(3000)));
    }

    @Test
    void a_thread_that_ended_while_others_were_read_is_not_there() {
        Reading<String> gone = new Reading.Absent<>("it is not there");
        ProcessDelta delta =
                to(Snapshots.captured().thread(12, "brief", 300_000).file("task/12/stat", gone));

        assertThat(Live.value(delta.threadsStarted())).isEmpty();
    }

    @Test
    void a_thread_that_cannot_be_read_leaves_it_unknown_which_are_new() {
        Reading<String> denied = new Reading.Failed<>("permission denied");
        ProcessDelta delta =
                to(Snapshots.captured().thread(12, "hidden", 300_000).file("task/12/stat", denied));

        assertThat(delta.threadsStarted()).isEqualTo(new Reading.Failed<>("permission denied"));
    }

    @Test
    void where_threads_are_not_known_at_one_end_it_is_not_known_which_are_new() {
        ProcessSnapshot blind = new ProcessSnapshot(
                captured.pid(),
                captured.units(),
                new Reading.Failed<>("permission denied"),
                captured.descriptors(),
                captured.files(),
                captured.links());

        assertThat(new ProcessDelta(blind, captured).threadsStarted())
                .isEqualTo(new Reading.Failed<>("permission denied"));
        assertThat(new ProcessDelta(captured, blind).threadsEnded())
                .isEqualTo(new Reading.Failed<>("permission denied"));
    }

    @Test
    void files_are_mapped_by_how_much_more_and_memory_without_a_file_is_none() {
        String row =
                "7f0000000000-7f0000003000 r--s 00000000 00:2a 77                                 /tmp/x (deleted)\n";
        String heap = "7f0000010000-7f0000020000 rw-p 00000000 00:00 0                                  [heap2]\n";
        ProcessDelta delta = to(Snapshots.captured()
                .with("maps", "7ffd0fa2e000-", row + heap + "7ffd0fa2e000-")
                .with("maps", "005db000-005e2000", "005db000-005e3000"));

        assertThat(Live.value(delta.filesMapped()))
                .containsExactly(
                        new MappedFile("/tmp/odd dir/a) R (b\\012c", 0x1000, false),
                        new MappedFile("/tmp/x (deleted)", 0x3000, true));
        assertThat(Live.value(delta.filesUnmapped())).isEmpty();
        ProcessDelta back = new ProcessDelta(delta.after(), delta.before());
        assertThat(Live.value(back.filesUnmapped())).hasSize(2);
    }

    @Test
    void a_file_is_shared_where_one_of_its_mappings_is() {
        String hidden = "7f0000000000-7f0000001000 rw-p 00000000 00:2a 77                                 /tmp/x\n";
        String shared = "7f0000001000-7f0000002000 rw-s 00001000 00:2a 77                                 /tmp/x\n";
        String alone = "7f0000002000-7f0000003000 rw-p 00000000 00:2a 78                                 /tmp/y\n"
                + "7f0000003000-7f0000004000 rw-p 00001000 00:2a 78                                 /tmp/y\n";
        for (String both : List.of(hidden + shared, shared + hidden)) {
            ProcessDelta delta = to(Snapshots.captured().with("maps", "7ffd0fa2e000-", both + alone + "7ffd0fa2e000-"));

            assertThat(Live.value(delta.filesMapped()))
                    .containsExactly(new MappedFile("/tmp/x", 0x2000, true), new MappedFile("/tmp/y", 0x2000, false));
        }
    }

    @Test
    void descriptors_are_counted_by_kind() {
        ProcessSnapshot before = Snapshots.captured()
                .descriptor(3, "/tmp/a")
                .descriptor(4, "socket:[1]")
                .build();
        ProcessSnapshot after = Snapshots.captured()
                .descriptor(3, "/tmp/b")
                .descriptor(5, "pipe:[2]")
                .descriptor(6, "pipe:[2]")
                .descriptor(7, "anon_inode:[eventpoll]")
                .descriptor(8, "anon_inode:inotify")
                .descriptor(9, "/memfd:x (deleted)")
                .descriptor(10, "/tmp/c")
                .descriptor(11, "(unreachable)")
                .build();

        assertThat(Live.value(new ProcessDelta(before, after).descriptorsByKind()))
                .containsOnly(
                        entry("socket", -1),
                        entry("pipe", 2),
                        entry("eventpoll", 1),
                        entry("inotify", 1),
                        entry("memfd", 1),
                        entry("file", 1),
                        entry("other", 1));
    }

    @Test
    void what_is_mounted_is_told_apart_by_its_id() {
        ProcessDelta delta = to(Snapshots.captured()
                .with("mountinfo", "47 44 0:44 /er /tmp/odd/bound ", "48 44 0:44 /er /tmp/odd/bound ")
                .with("mountinfo", "46 44 0:44 / /tmp/odd/deep rw,relatime", "46 44 0:44 / /tmp/odd/deep ro,relatime"));

        assertThat(Live.value(delta.mounted())).extracting(MountPoint::id).containsExactly(48);
        assertThat(Live.value(delta.unmounted())).extracting(MountPoint::id).containsExactly(47);
    }

    @Test
    void traffic_is_that_of_interfaces_that_were_there_before() {
        String eth0 = "  eth0:    1000      10    0    0    0     0          0         0     2000      20    0    0"
                + "    0     0       0          0\n";
        ProcessDelta delta = to(Snapshots.captured()
                .with("net/dev", "    lo:     507       9 ", eth0 + "    lo:     607      11 ")
                .with("net/dev", " 0      507       9 ", " 0      900      14 "));

        assertThat(Live.value(delta.interfaces())).containsExactly(entry("lo", new InterfaceTraffic(100, 2, 393, 5)));
    }

    @Test
    void an_environment_is_told_with_both_values() {
        ProcessSnapshot before =
                Snapshots.captured().file("environ", "A=1\0B=2\0").build();
        ProcessSnapshot after = Snapshots.captured().file("environ", "A=1\0").build();

        assertThat(Live.value(new ProcessDelta(before, after).environment()))
                .isEqualTo(new Change<>(List.of("A=1", "B=2"), List.of("A=1")));
    }

    @Test
    void what_is_not_known_at_one_end_has_no_difference() {
        Reading<String> denied = new Reading.Failed<>("permission denied");
        ProcessSnapshot blind = Snapshots.captured()
                .file("io", denied)
                .file("limits", new Reading.Absent<>("it is not there"))
                .build();

        assertThat(new ProcessDelta(captured, blind).transfer()).isEqualTo(new Reading.Failed<>("permission denied"));
        assertThat(new ProcessDelta(blind, captured).transfer()).isEqualTo(new Reading.Failed<>("permission denied"));
        assertThat(new ProcessDelta(blind, captured).limits()).isEqualTo(new Reading.Absent<>("it is not there"));
        assertThat(new ProcessDelta(captured, captured).environment())
                .isEqualTo(new Reading.Absent<>("environ was not captured"));
    }

    @Test
    void a_process_without_memory_of_its_own_has_no_growth() {
        String zombie = "Name:\ta\nState:\tZ (zombie)\nTgid:\t11\nPid:\t11\nPPid:\t9\nTracerPid:\t0\nUid:\t0\t0\t0\t0\n"
                + "Gid:\t0\t0\t0\t0\nFDSize:\t0\nGroups:\t \nThreads:\t1\nSigQ:\t0/1\nSigPnd:\t0\nShdPnd:\t0\nSigBlk:\t0\n"
                + "SigIgn:\t0\nSigCgt:\t0\nCapInh:\t0\nCapPrm:\t0\nCapEff:\t0\nCapBnd:\t0\n";
        ProcessDelta delta = to(Snapshots.captured().file("status", zombie));

        assertThat(delta.residentGrowth()).isEqualTo(new Reading.Absent<>("it has no memory of its own"));
        assertThat(delta.umask()).isEqualTo(new Reading.Absent<>("/proc/11/status has no line Umask"));
    }

    @Test
    void sockets_of_the_namespace_are_not_all_of_the_process() {
        assertThat(Live.value(OwnedSocket.of(captured, List.of("socket:[304595]", "/tmp/x"))))
                .extracting(OwnedSocket::text)
                .containsExactly("TCP [::1]:4433 LISTEN");
        assertThat(Live.value(OwnedSocket.of(captured, List.of("socket:[304596]"))))
                .extracting(OwnedSocket::text)
                .containsExactly("TCP 127.0.0.1:49498 -> 127.0.0.1:8080 ESTABLISHED");
    }

    @Test
    void a_kernel_without_ipv6_has_fewer_tables_and_one_without_any_tells_nothing() {
        Reading<String> none = new Reading.Absent<>("it is not there");
        ProcessSnapshot without6 = Snapshots.captured()
                .file("net/tcp6", none)
                .file("net/udp6", none)
                .build();
        ProcessSnapshot without = Snapshots.captured().file("net/tcp", none).build();

        assertThat(Live.value(OwnedSocket.of(without6, List.of("socket:[304592]"))))
                .hasSize(1);
        assertThat(OwnedSocket.of(without, List.of())).isEqualTo(new Reading.Absent<>("it is not there"));
    }

    @Test
    void a_table_that_cannot_be_read_leaves_it_unknown_which_sockets_are_open() {
        Reading<String> denied = new Reading.Failed<>("permission denied");
        ProcessSnapshot without6 = Snapshots.captured().file("net/tcp6", denied).build();

        assertThat(OwnedSocket.of(without6, List.of("socket:[304592]")))
                .isEqualTo(new Reading.Failed<>("permission denied"));
    }

    @Test
    void datagrams_have_no_state() {
        assertThat(Live.value(OwnedSocket.of(captured, List.of("socket:[304597]", "socket:[304598]"))))
                .extracting(OwnedSocket::text)
                .containsExactly("UDP 127.0.0.3:53 -> 127.0.0.1:5353", "UDP [::]:546");
    }
}
