package dev.ringfence.assertions;

import dev.ringfence.assertions.rule.MachineRules;
import dev.ringfence.assertions.rule.MountRule;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Assertions on what the machine counts while a window is open: {@link RecordingAssert#machine()}. Other programs are in these
 * numbers, too, so that in a traced test the verdict comes from more runs of the test: what was only once is taken for theirs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class MachineAssert extends AreaAssert<MachineAssert> {

    /** Made by {@link RecordingAssert#machine()}, and by soft assertions. */
    public MachineAssert(Recording actual) {
        super(actual, MachineAssert.class, "machine");
    }

    /**
     * Verifies that all that was mounted in the namespace of the process still is, in the same places and with the same options,
     * and nothing else. One run decides. Other programs mount, too: where no process of the test made a call that mounts,
     * whose doing a change was cannot be told. Needs {@code @Traced(snapshot = SnapshotPart.MOUNTS)}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> { mount("tmpfs", path); unmount(path); })).machine().keepsMounts();
     * // fails
     * assertThat(recorder.record(() -> mount("tmpfs", path))).machine().keepsMounts();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
     */
    public MachineAssert keepsMounts() {
        return keeps(MountRule.keepsMounts(), "keepsMounts()");
    }

    /**
     * Verifies that the machine has at most so many files more open, in all processes, those of other programs included. What
     * the test itself leaves open is counted exactly by {@link RecordingAssert#hasNoFdLeak()}; this sees what others do for it,
     * such as a server. Before Linux 6.18 each processor counts some files by itself (32, or twice the number of processors):
     * where these make a difference, nothing is told. Needs {@code @Traced(snapshot = SnapshotPart.MACHINE)}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> database.query("a"))).machine().opensFilesAtMost(500);
     * // fails in each run, if the database keeps a file open for each
     * assertThat(recorder.record(() -> database.openSessions(1000))).machine().opensFilesAtMost(500);
     * }</pre>
     *
     * @param files zero or more
     * @throws dev.ringfence.jupiter.SuspicionError if it has more, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_sys_fs.5.html">proc_sys_fs(5), file-nr</a>
     */
    public MachineAssert opensFilesAtMost(long files) {
        CallSite site = CallSite.ofAssertion();
        returnToRecording()
                .grows(
                        site,
                        "opensFilesAtMost(" + files + ")",
                        Set.of(SnapshotPart.MACHINE),
                        "how many more files the machine had open after %s",
                        (recording, states) -> MachineRules.openFiles(recording, states, files),
                        enough -> "machine().opensFilesAtMost(" + enough.get(0) + ")",
                        info);
        return myself;
    }

    /**
     * Verifies that the machine wrote at most so many bytes to its swap areas, for whatever program. What is kept compressed in
     * memory (zswap) is not written. Needs {@code @Traced(snapshot = SnapshotPart.MACHINE)}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).machine().swapsOutAtMost(0);
     * // fails in each run, if that is more than there is memory
     * assertThat(recorder.record(() -> touch(ByteBuffer.allocateDirect(size)))).machine().swapsOutAtMost(0);
     * }</pre>
     *
     * @param bytes zero or more
     * @throws dev.ringfence.jupiter.SuspicionError if it wrote more, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_vmstat.5.html">proc_vmstat(5), pswpout</a>
     */
    public MachineAssert swapsOutAtMost(long bytes) {
        CallSite site = CallSite.ofAssertion();
        returnToRecording()
                .grows(
                        site,
                        "swapsOutAtMost(" + bytes + ")",
                        Set.of(SnapshotPart.MACHINE),
                        "how much the machine swapped out during %s",
                        (recording, states) -> MachineRules.swappedOut(recording, states, bytes),
                        enough -> "machine().swapsOutAtMost(" + enough.get(0) + ")",
                        info);
        return myself;
    }
}
