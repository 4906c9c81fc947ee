package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The beginning of {@code /proc/PID/task/TID/stat}.
 *
 * @param tid the thread
 * @param comm its name in the kernel, at most 15 bytes
 * @param state {@code R} running, {@code S} sleeping, {@code D} in an uninterruptible wait, {@code t} stopped by a
 *     tracer, {@code T} stopped, {@code Z} zombie, {@code X} dead, {@code I} idle
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskStat(int tid, String comm, char state) {

    /** {@code processor} is field 39 counted from 1; behind the name, field 2, that is index 36 from 0. */
    private static final int CORE_AFTER_COMM = 36;

    /** Reads about one thread. */
    public static Reading<TaskStat> read(Path proc, int pid, int tid) {
        Path file = proc.resolve(pid + "/task/" + tid + "/stat");
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    /** Reads the name of one thread alone. */
    public static Reading<String> readComm(Path proc, int pid, int tid) {
        return readComm(proc.resolve(pid + "/task/" + tid));
    }

    /** Reads the name of the thread that has this directory. */
    public static Reading<String> readComm(Path task) {
        Path file = task.resolve("comm");
        return KernelFiles.read(file)
                .map(text -> KernelText.line(file.toString(), text).text());
    }

    /** Reads the number of the core that a thread, of any process, ran on last. */
    public static Reading<Integer> readCore(Path proc, int tid) {
        Path file = proc.resolve(tid + "/stat");
        return KernelFiles.read(file).map(text -> parseCore(file.toString(), text));
    }

    static int parseCore(String file, String text) {
        KernelText.Line line = KernelText.line(file, text);
        int close = line.text().lastIndexOf(") ");
        if (close < 0) throw line.error("comm", "expected it in parentheses");
        return KernelText.line(file, line.text().substring(close + 2)).decimalInt(CORE_AFTER_COMM, "processor");
    }

    /** The name may hold parentheses, blanks and line feeds: it ends at the last parenthesis. */
    static TaskStat parse(String file, String text) {
        KernelText.Line line = KernelText.line(file, text);
        String all = line.text();
        int open = all.indexOf(" (");
        int close = all.lastIndexOf(") ");
        if (open < 0 || close < open) throw line.error("comm", "expected it in parentheses");
        if (close + 2 >= all.length()) throw line.error("state", "it is missing");
        int tid = line.decimalInt(all.substring(0, open), "pid");
        return new TaskStat(tid, all.substring(open + 2, close), all.charAt(close + 2));
    }
}
