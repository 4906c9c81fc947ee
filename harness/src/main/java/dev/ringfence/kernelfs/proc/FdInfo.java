package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/fdinfo/N} says.
 *
 * @param position offset in the file, bytes; negative where a file of more than 2^63 bytes, such as {@code /dev/mem}, is
 *     read far behind
 * @param flags flags of open(2), the access mode in the two lowest bits
 * @param watchedFds of an epoll instance: the numbers under which descriptors were added, in the order of the file
 * @param inotifyWatches of an inotify instance: how many watches it has
 * @param eventCount of an eventfd: its counter
 * @param process of a pidfd: the process, -1 when it has been reaped
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fdinfo.5.html">proc_pid_fdinfo(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FdInfo(
        long position,
        int flags,
        List<Integer> watchedFds,
        int inotifyWatches,
        @Nullable Long eventCount,
        @Nullable Integer process) {
    private static final int O_ACCMODE = 3;
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;

    public FdInfo {
        watchedFds = List.copyOf(watchedFds);
    }

    /**
     * Reads what the kernel says of one descriptor.
     *
     * @throws dev.ringfence.kernelfs.KernelTextException where it is not as its format says
     */
    public static Reading<FdInfo> read(Path proc, int pid, int fd) {
        Path file = proc.resolve(pid + "/fdinfo/" + fd);
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    /** Reads what the kernel says of one descriptor; what is not as its format says has failed. */
    public static Reading<FdInfo> read(TaskDirectory task, int fd) {
        return KernelFiles.parse(task.file("fdinfo/" + fd), FdInfo::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static FdInfo parse(String file, String text) {
        Builder builder = new Builder();
        for (KernelText.Line line : KernelText.wholeLines(file, text)) builder.add(line);
        return builder.build(file);
    }

    /** Returns the counter of an eventfd. */
    public OptionalLong count() {
        return eventCount == null ? OptionalLong.empty() : OptionalLong.of(eventCount);
    }

    /** Returns the process of a pidfd. */
    public OptionalInt pid() {
        return process == null ? OptionalInt.empty() : OptionalInt.of(process);
    }

    /** Returns whether it may be read from. */
    public boolean isReadable() {
        return (flags & O_ACCMODE) != O_WRONLY;
    }

    /** Returns whether it may be written to. */
    public boolean isWritable() {
        int mode = flags & O_ACCMODE;
        return mode == O_WRONLY || mode == O_RDWR;
    }

    private static final class Builder {
        private @Nullable Long position;
        private @Nullable Integer flags;
        private final List<Integer> watchedFds = new ArrayList<>();
        private int inotifyWatches;
        private @Nullable Long eventCount;
        private @Nullable Integer process;

        /** Lines of other keys, of which each kind of descriptor has its own, say nothing that is asked for. */
        void add(KernelText.Line line) {
            List<String> fields = line.fields();
            if (fields.isEmpty()) return;
            switch (fields.get(0)) {
                case "pos:" -> position = line.signed(line.field(1, "pos"), "pos");
                case "flags:" -> flags = (int) line.octal(line.field(1, "flags"), "flags");
                case "tfd:" -> watchedFds.add(line.decimalInt(1, "tfd"));
                case "inotify" -> inotifyWatches++;
                case "eventfd-count:" -> eventCount = line.hex(line.field(1, "eventfd-count"), "eventfd-count");
                case "Pid:" -> process = (int) line.signed(line.field(1, "Pid"), "Pid");
                default -> {}
            }
        }

        FdInfo build(String file) {
            KernelText.Line end = KernelText.line(file, "");
            if (position == null) throw end.error("pos", "there is no such line");
            if (flags == null) throw end.error("flags", "there is no such line");
            return new FdInfo(position, flags, watchedFds, inotifyWatches, eventCount, process);
        }
    }
}
