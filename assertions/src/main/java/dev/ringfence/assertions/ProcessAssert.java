package dev.ringfence.assertions;

import dev.ringfence.assertions.rule.StateRules;
import dev.ringfence.assertions.rule.ZombieRule;
import dev.ringfence.recording.Recording;
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
}
