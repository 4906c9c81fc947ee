package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.Transfer.Direction;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.TransferJudge;
import dev.ringfence.assertions.rule.StateRules;
import dev.ringfence.assertions.rule.SwitchRules;
import dev.ringfence.assertions.rule.ZombieRule;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Assertions on what a window did to the process that it ran in, as {@code /proc} shows it: {@link
 * RecordingAssert#process()}. Limits, directory, mask and handlers belong to the whole process: what a test changes, all that
 * run after it have.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class ProcessAssert extends AreaAssert<ProcessAssert> {

    /** Made by {@link RecordingAssert#process()}, and by soft assertions. */
    public ProcessAssert(Recording actual) {
        super(actual, ProcessAssert.class, "process");
    }

    /**
     * Verifies that no limit of the process changed, soft or hard.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).process().keepsLimits();
     * // fails
     * assertThat(recorder.record(() -> run("prlimit", "--nofile=512", "--pid", pid))).process().keepsLimits();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2)</a>
     */
    public ProcessAssert keepsLimits() {
        return keeps(StateRules.keepsLimits(), "keepsLimits()");
    }

    /**
     * Verifies that the working directory of the process is the one that it was. Java has no call to change it; native code has.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).process().keepsWorkingDirectory();
     * // fails
     * assertThat(recorder.record(() -> libc.chdir("/tmp"))).process().keepsWorkingDirectory();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/chdir.2.html">chdir(2)</a>
     */
    public ProcessAssert keepsWorkingDirectory() {
        return keeps(StateRules.keepsWorkingDirectory(), "keepsWorkingDirectory()");
    }

    /**
     * Verifies that the mask of file modes is the one that it was.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.createFile(path))).process().keepsUmask();
     * // fails
     * assertThat(recorder.record(() -> libc.umask(0))).process().keepsUmask();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/umask.2.html">umask(2)</a>
     */
    public ProcessAssert keepsUmask() {
        return keeps(StateRules.keepsUmask(), "keepsUmask()");
    }

    /**
     * Verifies that no signal is treated in another way: by default, not at all, or by a handler. By which handler, the kernel
     * does not tell.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> service.start())).process().keepsSignalHandlers();
     * // fails
     * assertThat(recorder.record(() -> Signal.handle(new Signal("USR2"), reload))).process().keepsSignalHandlers();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/sigaction.2.html">sigaction(2)</a>
     */
    public ProcessAssert keepsSignalHandlers() {
        return keeps(StateRules.keepsSignalHandlers(), "keepsSignalHandlers()");
    }

    /**
     * Verifies that no process is left that has ended and that nobody has waited for. Java waits for its own children; shells
     * and other programs have to do it themselves.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> run("sh", "-c", "true & wait"))).process().leavesNoZombie();
     * // fails
     * assertThat(recorder.record(() -> start("sh", "-c", "true & exec sleep 60"))).process().leavesNoZombie();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
     */
    public ProcessAssert leavesNoZombie() {
        return keeps(ZombieRule.leavesNoZombie(), "leavesNoZombie()");
    }

    /**
     * Verifies that the environment that the process was started with is as it was, in the memory where the kernel put it. A
     * program that writes over it, as some do to show a title, changes it. <b>What setenv(3) and putenv(3) set is elsewhere, and
     * is not seen</b>: {@code /proc} does not show it. Java has no call for either. Messages have names, and no values: these
     * may be secrets. Needs {@code @Traced(snapshot = SnapshotPart.ENVIRONMENT)}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).process().keepsEnvironment();
     * // fails if it writes the title over the environment
     * assertThat(recorder.record(() -> library.setProcessTitle("worker"))).process().keepsEnvironment();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html">proc_pid_environ(5)</a>
     */
    public ProcessAssert keepsEnvironment() {
        return keeps(StateRules.keepsEnvironment(), "keepsEnvironment()");
    }

    // --- What it uses ---

    /**
     * Verifies that calls of the test, and of the processes that it started, read at most so many bytes, from files, sockets and
     * pipes: the sum of what they returned. What the kernel copies by itself (sendfile(2), splice(2)) counts; memory that is
     * mapped does not. What classes are loaded from does not count. Needs {@code @Traced(observe = {"reads", "receives",
     * "copies"})}.
     *
     * <pre>{@code
     * // passes for a file of 100 bytes
     * assertThat(recorder.record(() -> Files.readString(path))).process().readsAtMost(4096);
     * // fails for a file of 100 bytes
     * assertThat(recorder.record(() -> Files.readString(path))).process().readsAtMost(99);
     * }</pre>
     *
     * @param bytes zero or more
     * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">read(2)</a>
     */
    public ProcessAssert readsAtMost(long bytes) {
        return transfers(Direction.READ, bytes, "readsAtMost");
    }

    /**
     * Verifies that calls of the test, and of the processes that it started, wrote at most so many bytes, to files, sockets and
     * pipes: the sum of what they returned. What the kernel copies by itself (sendfile(2), splice(2)) counts; memory that is
     * mapped does not. Needs {@code @Traced(observe = {"writes", "sends", "copies"})}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.writeString(path, "Hi"))).process().writesAtMost(2);
     * // fails
     * assertThat(recorder.record(() -> Files.writeString(path, "Hi!"))).process().writesAtMost(2);
     * }</pre>
     *
     * @param bytes zero or more
     * @see <a href="https://man7.org/linux/man-pages/man2/write.2.html">write(2)</a>
     */
    public ProcessAssert writesAtMost(long bytes) {
        return transfers(Direction.WRITTEN, bytes, "writesAtMost");
    }

    private ProcessAssert transfers(Direction direction, long bytes, String code) {
        Asker asker = new Asker(
                info, CallSite::selectedByAssertion, enough -> "process()." + code + "(" + enough.get(0) + ")");
        returnToRecording().judge(() -> {
            isNotNull();
            TransferJudge.judge(actual, direction, bytes, asker);
        });
        return myself;
    }

    /**
     * Verifies that the threads of the process were switched at most so often, because they waited or because others needed the
     * processor. All threads count, those of the virtual machine, too; and <b>each stop for an observed call is a switch</b>: a
     * limit holds for what is observed. How often a thread was switched that has ended is in no file: where one has, and the
     * others alone were not switched more often, that cannot be told. Needs {@code @Traced(snapshot =
     * SnapshotPart.THREAD_DETAILS)}. In a traced test the verdict comes from more runs of the test.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> sum(numbers))).process().hasContextSwitchesAtMost(1000);
     * // fails in each run
     * assertThat(recorder.record(() -> { for (int i = 0; i < 2000; i++) ping.exchange(i); })).process().hasContextSwitchesAtMost(1000);
     * }</pre>
     *
     * @param switches zero or more
     * @throws dev.ringfence.jupiter.SuspicionError if there were more, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5), voluntary_ctxt_switches</a>
     */
    public ProcessAssert hasContextSwitchesAtMost(long switches) {
        CallSite site = CallSite.ofAssertion();
        returnToRecording()
                .grows(
                        site,
                        "hasContextSwitchesAtMost(" + switches + ")",
                        Set.of(SnapshotPart.THREAD_DETAILS),
                        "how many context switches %s had",
                        (recording, states) -> SwitchRules.contextSwitches(recording, states, switches),
                        enough -> "process().hasContextSwitchesAtMost(" + enough.get(0) + ")",
                        info);
        return myself;
    }
}
