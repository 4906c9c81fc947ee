package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.Directories;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.ReplacementJudge;
import dev.ringfence.assertions.rule.FileRules;
import dev.ringfence.assertions.rule.TemporaryDirectories;
import dev.ringfence.recording.Recording;
import org.apiguardian.api.API;

/**
 * Assertions on what a window did to files: {@link RecordingAssert#files()}. Directories are globs, as in
 * {@link NoFdLeak#except()}, and stand for all that is below them; one that does not begin with a slash is below the
 * working directory. A file that was opened is judged by where symbolic links led, everything else by its name, after
 * {@code .} and {@code ..} were taken out of it. What was open before the window, or came from another process, is not seen.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class FilesAssert extends AreaAssert<FilesAssert> {

    /** Made by {@link RecordingAssert#files()}, and by soft assertions. */
    public FilesAssert(Recording actual) {
        super(actual, FilesAssert.class, "files");
    }

    /**
     * Verifies that every file and directory that was opened for reading is below one of these directories. Programs of
     * child processes open their libraries, too; what the JDK reads for itself does not count.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(directory.resolve("a")))).files().readsOnlyUnder(directory.toString());
     * // fails
     * assertThat(recorder.record(() -> Files.readString(Path.of("/etc/hosts")))).files().readsOnlyUnder(directory.toString());
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     */
    public FilesAssert readsOnlyUnder(String... directories) {
        Directories places = Directories.of(directories);
        return keeps(FileRules.readsOnlyUnder(places), "readsOnlyUnder(" + places.arguments() + ")");
    }

    /**
     * Verifies that everything that was opened for writing, made, renamed, removed or cut is below one of these
     * directories. Permissions, owners, times and attributes are not content. {@code /dev/null} may always be written to.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.writeString(directory.resolve("a"), "Hi"))).files().writesOnlyUnder(directory.toString());
     * // fails
     * assertThat(recorder.record(() -> Files.writeString(Path.of("/var/tmp/a"), "Hi"))).files().writesOnlyUnder(directory.toString());
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     * @see <a href="https://man7.org/linux/man-pages/man2/rename.2.html">rename(2)</a>
     */
    public FilesAssert writesOnlyUnder(String... directories) {
        Directories places = Directories.of(directories);
        return keeps(FileRules.writesOnlyUnder(places), "writesOnlyUnder(" + places.arguments() + ")");
    }

    /** Verifies the same as {@link #writesOnlyUnder}, and reads better with one directory. */
    public FilesAssert doesNotWriteOutside(String... directories) {
        Directories places = Directories.of(directories);
        return keeps(FileRules.writesOnlyUnder(places), "doesNotWriteOutside(" + places.arguments() + ")");
    }

    /**
     * Verifies that what was made below the directories for temporary files ({@code java.io.tmpdir}, {@code /tmp}, {@code
     * /var/tmp}, {@code /dev/shm}) was removed, or renamed to elsewhere. A file that is opened to be made may have been
     * there before; it counts all the same. What is below a directory of {@code @TempDir} is JUnit's to remove.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.delete(Files.createTempFile("a", "")))).files().leavesNoTemporaryFiles();
     * // fails
     * assertThat(recorder.record(() -> Files.createTempFile("a", ""))).files().leavesNoTemporaryFiles();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/unlink.2.html">unlink(2)</a>
     */
    public FilesAssert leavesNoTemporaryFiles() {
        return keeps(FileRules.leavesNothingUnder(TemporaryDirectories.of(), true), "leavesNoTemporaryFiles()");
    }

    /**
     * Verifies that what was made below these directories was removed, or renamed to elsewhere.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.delete(Files.createFile(path)))).files().leavesNothingUnder("/var/spool");
     * // fails for a path below it
     * assertThat(recorder.record(() -> Files.createFile(path))).files().leavesNothingUnder("/var/spool");
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/unlink.2.html">unlink(2)</a>
     */
    public FilesAssert leavesNothingUnder(String... directories) {
        Directories places = Directories.of(directories);
        return keeps(FileRules.leavesNothingUnder(places, false), "leavesNothingUnder(" + places.arguments() + ")");
    }

    /**
     * Verifies that no file was opened more often. Attempts that failed do not count.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).files().opensEachFileAtMost(1);
     * // fails
     * assertThat(recorder.record(() -> Files.readString(path) + Files.readString(path))).files().opensEachFileAtMost(1);
     * }</pre>
     *
     * @param times one or more
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     */
    public FilesAssert opensEachFileAtMost(long times) {
        return keeps(FileRules.opensEachFileAtMost(times), "opensEachFileAtMost(" + times + ")");
    }

    /**
     * Verifies that no read of a file asked for less, but for the last that got something. Needs {@code reads} watched:
     * {@code @Traced(observe = "reads")}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).files().readsInChunksOfAtLeast(4096);
     * // fails
     * assertThat(recorder.record(() -> new FileInputStream(file).transferTo(out))).files().readsInChunksOfAtLeast(1 << 20);
     * }</pre>
     *
     * @param bytes one or more
     * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">read(2)</a>
     */
    public FilesAssert readsInChunksOfAtLeast(long bytes) {
        return keeps(FileRules.readsInChunksOfAtLeast(bytes), "readsInChunksOfAtLeast(" + bytes + ")");
    }

    /**
     * Verifies that nothing that opens, makes, renames, links or removes a file failed with {@code EACCES}, {@code EPERM}
     * or {@code EROFS}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(readable))).files().deniedNothing();
     * // fails
     * assertThat(recorder.record(() -> catchThrowable(() -> Files.readString(unreadable)))).files().deniedNothing();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man7/path_resolution.7.html">path_resolution(7)</a>
     */
    public FilesAssert deniedNothing() {
        return keeps(FileRules.deniedNothing(), "deniedNothing()");
    }

    /**
     * Verifies that a file was replaced so that a crash leaves either the old or the new one: something was written beside
     * it, forced to the device, and renamed over it, and then the directory was forced to the device. Each time, if it was
     * replaced more than once. Needs {@code @Traced(observe = {"writes", "copies", "truncates", "fallocate"})}. Writes
     * through mapped memory are not calls, and not seen.
     *
     * <pre>{@code
     * // passes if the store does all of that
     * assertThat(recorder.record(() -> store.save())).files().durablyReplaces("/data/a");
     * // fails
     * assertThat(recorder.record(() -> Files.writeString(Path.of("/data/a"), "Hi"))).files().durablyReplaces("/data/a");
     * }</pre>
     *
     * @param path not a glob; relative to the working directory where it does not begin with a slash
     * @see <a href="https://man7.org/linux/man-pages/man2/fsync.2.html">fsync(2)</a>
     * @see <a href="https://man7.org/linux/man-pages/man2/rename.2.html">rename(2)</a>
     */
    public FilesAssert durablyReplaces(String path) {
        Asker asker = new Asker(info, CallSite::selectedByAssertion, done -> SyscallsAssert.allowing("inOrder", done));
        returnToRecording().judge(() -> {
            isNotNull();
            ReplacementJudge.judge(actual, path, asker);
        });
        return myself;
    }
}
