package dev.ringfence.inspection;

import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.ResourceLimits.Resource;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at captured files of a process. */
class InspectionTests {
    @TempDir
    Path directory;

    private Inspection inspect() {
        if (!Files.exists(directory.resolve("108"))) new OddProcess(directory);
        return value(new ProcessInspector(directory).inspect(OddProcess.PID));
    }

    @Test
    void a_process_has_its_children_and_no_others() {
        assertThat(inspect().children()).extracting(ProcessSnapshot::pid).containsExactly(109, 113);
        assertThat(inspect().parent())
                .as("a process of which nothing was captured")
                .isEmpty();
    }

    /** It started 13.57 s after boot, and 15.23 s after boot it was captured. */
    @Test
    void the_start_is_counted_from_boot() {
        assertThat(inspect().started())
                .isEqualTo(new Reading.Value<>(
                        Instant.ofEpochSecond(1_795_646_736L, 0).plusMillis(13_570)));
        assertThat(inspect().age()).isEqualTo(new Reading.Value<>(Duration.ofMillis(1660)));
    }

    @Test
    void sockets_are_those_that_it_has_descriptors_of() {
        ProcessSnapshot process = inspect().process();
        List<HeldSocket> sockets = value(HeldSocket.of(process, value(OpenDescriptor.listOf(process))));
        assertThat(sockets).extracting(HeldSocket::fd).containsExactly(10, 11, 12, 13, 14, 15, 16);
        assertThat(sockets).filteredOn(HeldSocket::isLeftOpen).singleElement().satisfies(socket -> {
            assertThat(socket.fd()).isEqualTo(11);
            assertThat(socket.ends()).isEqualTo("127.0.0.1:8080 -> 127.0.0.2:51324");
            assertThat(value(socket.receiveQueueBytes())).isEqualTo(8);
        });
        assertThat(sockets)
                .filteredOn(HeldSocket::listens)
                .extracting(HeldSocket::ends)
                .containsExactly("127.0.0.1:8080", "[::1]:4433", "/tmp/ring fence  capture.sock");
    }

    @Test
    void a_table_that_is_not_understood_is_not_taken_for_an_empty_one() {
        OddProcess odd = new OddProcess(directory);
        odd.tree().with("108/net/tcp", "nothing\nthat is known\n");
        ProcessSnapshot process =
                value(new ProcessInspector(odd.root()).inspect(OddProcess.PID)).process();
        List<OpenDescriptor> descriptors = value(OpenDescriptor.listOf(process));
        assertThat(HeldSocket.of(process, descriptors)).isInstanceOf(Reading.Failed.class);
        assertThat(descriptors.get(6).description())
                .startsWith("socket:[185] (not described: /proc/108/net/tcp, line 2, ");
    }

    @Test
    void limits_say_what_is_used_where_a_file_says_it() {
        List<LimitUse> limits = value(LimitUse.listOf(inspect().process()));
        assertThat(limits.get(0).resource()).isEqualTo(Resource.NOFILE);
        assertThat(limits.get(0).used()).isEqualTo(new Reading.Value<>(14L));
        assertThat(limits.get(0).isNearlyMet()).isFalse();
        assertThat(limits.get(1).used()).isInstanceOf(Reading.Absent.class);
        assertThat(limits.get(1).isNearlyMet()).isFalse();
    }

    @Test
    void nine_tenths_of_a_limit_are_nearly_all() {
        OddProcess odd = new OddProcess(directory);
        Map<String, Boolean> nearly = new TreeMap<>();
        for (String soft : List.of("13", "15", "16", "unlimited")) {
            odd.tree().with("108/limits", """
                    Limit                     Soft Limit           Hard Limit           Units
                    Max open files            %-20s 4321                 files
                    """.formatted(soft));
            ProcessSnapshot process = value(new ProcessInspector(odd.root()).inspect(OddProcess.PID))
                    .process();
            nearly.put(soft, value(LimitUse.listOf(process)).get(0).isNearlyMet());
        }
        assertThat(nearly).isEqualTo(Map.of("13", true, "15", true, "16", false, "unlimited", false));
    }

    @Test
    void threads_have_names_and_states() {
        assertThat(value(ThreadFact.listOf(inspect().process())))
                .containsExactly(new ThreadFact(108, "a) R (b\nc", TaskState.SLEEPING));
        assertThat(new ThreadFact(7, "GC Thread#12", TaskState.SLEEPING).pool()).isEqualTo("GC Thread#*");
    }

    // --- What there is not ---

    @Test
    void a_process_that_is_not_there_is_absent() {
        assertThat(new ProcessInspector(new OddProcess(directory).root()).inspect(4711))
                .isEqualTo(new Reading.Absent<>("there is no process 4711"));
    }

    @Test
    void a_process_may_be_hidden() {
        OddProcess odd = new OddProcess(directory);
        for (String option : List.of("rw", "rw,hidepid=noaccess", "rw,hidepid=invisible"))
            assertThat(new ProcessInspector(odd.tree()
                                    .with("self/mountinfo", "21 1 0:19 / /proc rw - proc proc " + option + "\n")
                                    .root())
                            .inspect(4711)
                            .fault())
                    .isEqualTo("there is no process 4711"
                            + (option.endsWith("invisible") ? ", or it is hidden: proc is mounted with hidepid" : ""));
    }

    /** Those of all processes in the network namespace are in one table. */
    @Test
    void a_table_of_many_sockets_is_not_left_out() {
        OddProcess odd = new OddProcess(directory);
        String table = Fixture.text("6.1", "net/tcp");
        String row = table.substring(table.indexOf("   3: "));
        odd.tree().with("108/net/tcp", table + row.repeat((9 << 20) / row.length()));
        ProcessSnapshot process =
                value(new ProcessInspector(odd.root()).inspect(OddProcess.PID)).process();
        assertThat(value(HeldSocket.of(process, value(OpenDescriptor.listOf(process)))))
                .hasSize(7);
    }

    @Test
    void a_thread_is_no_process() throws IOException {
        OddProcess odd = new OddProcess(directory);
        odd.tree()
                .with(
                        "110/status",
                        Files.readString(odd.root().resolve("108/status")).replace("Pid:\t108", "Pid:\t110"));
        assertThat(new ProcessInspector(odd.root()).inspect(110))
                .isEqualTo(new Reading.Failed<>("110 is no process but a thread of process 108: ask for that"));
    }

    @Test
    void an_inspection_is_of_a_process() {
        StateSnapshot empty =
                new StateSnapshot(0, 0, Set.of(), List.of(), new Reading.Absent<>("it was not asked for"));
        assertThatThrownBy(() -> new Inspection(Instant.EPOCH, empty)).hasMessage("state: has no process");
    }
}
