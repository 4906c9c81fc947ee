package dev.ringfence.assertions;

import dev.ringfence.assertions.rule.MemoryRules;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Assertions on the memory of the process that a window ran in: {@link RecordingAssert#memory()}. In a traced test the verdict
 * comes from more runs of the test: what grows for the first use of something, or until a cache is full, passes.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class MemoryAssert extends AreaAssert<MemoryAssert> {

    /** Made by {@link RecordingAssert#memory()}, and by soft assertions. */
    public MemoryAssert(Recording actual) {
        super(actual, MemoryAssert.class, "memory");
    }

    /**
     * Verifies that the resident memory of the process grew by at most so many bytes, heap and native memory together. A heap
     * that the virtual machine has not filled grows, too: the limit has to be larger than what the code allocates between two
     * collections, or the heap touched beforehand ({@code -XX:+AlwaysPreTouch}).
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).memory().growsAtMost(64 << 20);
     * // fails in each run
     * assertThat(recorder.record(() -> kept.add(ByteBuffer.allocateDirect(100 << 20)))).memory().growsAtMost(64 << 20);
     * }</pre>
     *
     * @param bytes zero or more
     * @throws dev.ringfence.jupiter.SuspicionError if it grew by more, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5), VmRSS</a>
     */
    public MemoryAssert growsAtMost(long bytes) {
        CallSite site = CallSite.ofAssertion();
        returnToRecording()
                .grows(
                        site,
                        "growsAtMost(" + bytes + ")",
                        Set.of(),
                        "whether the memory of %s grew",
                        (recording, states) -> MemoryRules.moreThan(recording, states, bytes),
                        enough -> "memory().growsAtMost(" + enough.get(0) + ")",
                        info);
        return myself;
    }

    /**
     * Verifies that memory that was not there had to be fetched from a disk at most so often, of all threads of the process.
     *
     * <pre>{@code
     * // passes where the index is in the page cache
     * assertThat(recorder.record(() -> index.find("a"))).memory().hasMajorFaultsAtMost(0);
     * // fails in each run
     * assertThat(recorder.record(() -> { dropCaches(); index.find("a"); })).memory().hasMajorFaultsAtMost(0);
     * }</pre>
     *
     * @param faults zero or more
     * @throws dev.ringfence.jupiter.SuspicionError if there were more, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5), majflt</a>
     */
    public MemoryAssert hasMajorFaultsAtMost(long faults) {
        CallSite site = CallSite.ofAssertion();
        returnToRecording()
                .grows(
                        site,
                        "hasMajorFaultsAtMost(" + faults + ")",
                        Set.of(),
                        "how many major page faults %s had",
                        (recording, states) -> MemoryRules.majorFaults(recording, states, faults),
                        enough -> "memory().hasMajorFaultsAtMost(" + enough.get(0) + ")",
                        info);
        return myself;
    }

    /**
     * Verifies that no file is mapped that was not, and no more of one that was. A mapping keeps its file open without a
     * descriptor; one that was made by {@code FileChannel.map} ends when the garbage collector has found its buffer. Needs
     * {@code @Traced(snapshot = SnapshotPart.MAPPINGS)}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).memory().leavesNoMapping();
     * // fails in each run
     * assertThat(recorder.record(() -> kept.add(channel.map(READ_ONLY, 0, 4096)))).memory().leavesNoMapping();
     * }</pre>
     *
     * @throws dev.ringfence.jupiter.SuspicionError if one is, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html">proc_pid_maps(5)</a>
     */
    public MemoryAssert leavesNoMapping() {
        CallSite site = CallSite.ofAssertion();
        returnToRecording()
                .grows(
                        site,
                        "leavesNoMapping()",
                        Set.of(SnapshotPart.MAPPINGS),
                        "whether %s left files mapped",
                        (recording, states) -> MemoryRules.mapped(recording, states, allowances()),
                        globs -> allowingCode(globs, "", "leavesNoMapping()"),
                        info);
        return myself;
    }
}
