package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * {@code schedstat}: {@code proc_pid_schedstat} in fs/proc/base.c. Three numbers: nanoseconds on a processor, nanoseconds
 * waiting for one, how often it got one. Of a process, those of its leader.
 *
 * @param running time on a processor
 * @param waiting time in which it could have run
 * @param slices how often it was put on a processor, unsigned
 * @see <a href="https://www.kernel.org/doc/html/latest/scheduler/sched-stats.html">sched-stats</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SchedulerTimes(Duration running, Duration waiting, long slices) {

    /** Reads about a thread; a kernel that does not count writes zeros. */
    public static Reading<SchedulerTimes> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("schedstat"), SchedulerTimes::parse);
    }

    static SchedulerTimes parse(String file, String text) {
        KernelFields fields = KernelText.wholeLines(file, text).get(0).each();
        Duration running = Duration.ofNanos(fields.decimal("sum_exec_runtime"));
        Duration waiting = Duration.ofNanos(fields.decimal("run_delay"));
        long slices = fields.unsigned("pcount");
        fields.end();
        return new SchedulerTimes(running, waiting, slices);
    }
}
