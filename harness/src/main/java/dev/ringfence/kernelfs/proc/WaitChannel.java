package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import org.apiguardian.api.API;

/**
 * Reads the function of the kernel that a thread waits in, such as {@code futex_wait_queue}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_wchan.5.html">proc_pid_wchan(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WaitChannel {
    private static final String NONE = "0";

    private WaitChannel() {}

    /** Reads {@code wchan}: {@code proc_pid_wchan} in fs/proc/base.c, which writes a name without a line feed. */
    public static Reading<String> read(TaskDirectory task) {
        Reading<String> text = KernelFiles.read(task.file("wchan"));
        return text instanceof Reading.Value<String> value ? of(value.read()) : text;
    }

    static Reading<String> of(String text) {
        if (text.equals(NONE) || text.isEmpty())
            return new Reading.Absent<>("it does not wait in the kernel, or may be seen by its tracers only");
        return new Reading.Value<>(text);
    }
}
