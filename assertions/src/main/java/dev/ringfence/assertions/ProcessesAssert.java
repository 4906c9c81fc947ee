package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.rule.ProcessRules;
import dev.ringfence.recording.Recording;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Assertions on the programs and processes that a window started, and on the rights it asked for: {@link
 * RecordingAssert#processes()}. Programs are named by globs of their path, or of their file name.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class ProcessesAssert extends AreaAssert<ProcessesAssert> {

    /** Made by {@link RecordingAssert#processes()}, and by soft assertions. */
    public ProcessesAssert(Recording actual) {
        super(actual, ProcessesAssert.class, "processes");
    }

    // --- Programs and processes ---

    /**
     * Verifies that no program was executed. Searches of the PATH that failed, and the JDK's own {@code jspawnhelper}, are
     * not programs the test executed.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).processes().executesNothing();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("true").start().waitFor())).processes().executesNothing();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
     */
    public ProcessesAssert executesNothing() {
        return keeps(ProcessRules.executesNothing(), "executesNothing()");
    }

    /**
     * Verifies that no other program was executed.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new ProcessBuilder("git", "status").start())).processes().executesOnly("git");
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("sh", "-c", "git status").start())).processes().executesOnly("git");
     * }</pre>
     *
     * @param programs at least one; for none use {@link #executesNothing()}
     * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
     */
    public ProcessesAssert executesOnly(String... programs) {
        String code = Arrays.stream(programs).map(CodeText::literal).collect(Collectors.joining(", "));
        return keeps(ProcessRules.executesOnly(programs), "executesOnly(" + code + ")");
    }

    /**
     * Verifies that every process that was started has ended, and so have those that they started. Whether anybody waited
     * for it does not matter.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new ProcessBuilder("true").start().waitFor())).processes().leavesNoChild();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("sleep", "60").start())).processes().leavesNoChild();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
     */
    public ProcessesAssert leavesNoChild() {
        return keeps(ProcessRules.leavesNoChild(), "leavesNoChild()");
    }

    /**
     * Verifies that no program was handed more than input, output and errors. Whatever else is open when a program is
     * executed, and is not close-on-exec, is open in that program, too: a lock, a log, a connection that then never ends.
     * The JDK closes all in its own children; shells, other programs and native code have to see to it themselves.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new ProcessBuilder("date").start())).processes().leaksNoDescriptorIntoPrograms();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("sh", "-c", "exec 9>log; date").start()))
     *         .processes().leaksNoDescriptorIntoPrograms();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2), O_CLOEXEC</a>
     */
    public ProcessesAssert leaksNoDescriptorIntoPrograms() {
        return keeps(ProcessRules.leaksNoDescriptorIntoPrograms(), "leaksNoDescriptorIntoPrograms()");
    }

    // --- Rights ---

    /**
     * Verifies that nothing tried to change user, group or capabilities: {@link dev.ringfence.Families#credentials()}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).processes().changesNoCredentials();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("su", "nobody").start())).processes().changesNoCredentials();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man7/credentials.7.html">credentials(7)</a>
     */
    public ProcessesAssert changesNoCredentials() {
        return keeps(ProcessRules.changesNoCredentials(), "changesNoCredentials()");
    }

    /**
     * Verifies that nothing tried to change what is mounted: {@link dev.ringfence.Families#mounts()}, {@code pivot_root}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).processes().mountsNothing();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("umount", "/mnt").start())).processes().mountsNothing();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/mount.2.html">mount(2)</a>
     */
    public ProcessesAssert mountsNothing() {
        return keeps(ProcessRules.mountsNothing(), "mountsNothing()");
    }

    /**
     * Verifies that nothing tried to look into another process: {@link dev.ringfence.Families#ptraces()}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).processes().ptracesNothing();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("strace", "true").start())).processes().ptracesNothing();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/ptrace.2.html">ptrace(2)</a>
     */
    public ProcessesAssert ptracesNothing() {
        return keeps(ProcessRules.ptracesNothing(), "ptracesNothing()");
    }

    /**
     * Verifies that nothing tried to load or remove a module of the kernel: {@link dev.ringfence.Families#modules()}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).processes().loadsNoModule();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("rmmod", "nfs").start())).processes().loadsNoModule();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/init_module.2.html">init_module(2)</a>
     */
    public ProcessesAssert loadsNoModule() {
        return keeps(ProcessRules.loadsNoModule(), "loadsNoModule()");
    }
}
