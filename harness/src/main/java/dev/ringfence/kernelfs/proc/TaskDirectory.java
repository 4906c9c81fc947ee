package dev.ringfence.kernelfs.proc;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The directory of a process or of a thread: {@code /proc/PID} or {@code /proc/PID/task/TID}. That of a process tells in
 * {@code stat} and {@code io} of all its threads together, in {@code status}, {@code sched} and {@code schedstat} of its
 * leader alone.
 *
 * @param path of the directory
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid.5.html">proc_pid(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskDirectory(Path path) {

    /**
     * Returns the directory of a process.
     *
     * @param proc where proc is mounted
     */
    public static TaskDirectory process(Path proc, int pid) {
        return new TaskDirectory(proc.resolve(Integer.toString(pid)));
    }

    /**
     * Returns the directory of one thread.
     *
     * @param proc where proc is mounted
     */
    public static TaskDirectory thread(Path proc, int pid, int tid) {
        return new TaskDirectory(proc.resolve(pid + "/task/" + tid));
    }

    /** Returns the directory of the process that asks. */
    public static TaskDirectory self(Path proc) {
        return new TaskDirectory(proc.resolve("self"));
    }

    /** Returns a file in the directory. */
    public Path file(String name) {
        return path.resolve(name);
    }
}
