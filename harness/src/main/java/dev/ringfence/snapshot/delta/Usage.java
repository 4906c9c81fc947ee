package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.proc.TaskIo;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a process used of the machine between two snapshots: {@code stat}, of all its threads.
 *
 * @param userTime on a processor, in the program
 * @param systemTime on a processor, in the kernel
 * @param minorFaults page faults that needed no disk
 * @param majorFaults page faults that waited for one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Usage(Duration userTime, Duration systemTime, long minorFaults, long majorFaults) {
    public Usage {
        Objects.requireNonNull(userTime, "userTime");
        Objects.requireNonNull(systemTime, "systemTime");
    }

    static Usage between(TaskStatistics before, TaskStatistics after) {
        return new Usage(
                after.times().user().minus(before.times().user()),
                after.times().system().minus(before.times().system()),
                after.faults().minor() - before.faults().minor(),
                after.faults().major() - before.faults().major());
    }

    /**
     * What a process read and wrote between two snapshots: {@code io}, of all its threads and of the children that it waited
     * for.
     *
     * @param readBytes what calls returned, from wherever: files, pipes, sockets
     * @param writtenBytes what calls took
     * @param fetchedBytes what was fetched from storage for it
     * @param sentBytes what is to be sent to storage for it: whole pages
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Transfer(long readBytes, long writtenBytes, long fetchedBytes, long sentBytes) {
        static Transfer between(TaskIo before, TaskIo after) {
            return new Transfer(
                    after.readBytes() - before.readBytes(),
                    after.writtenBytes() - before.writtenBytes(),
                    after.fetchedBytes() - before.fetchedBytes(),
                    after.sentBytes() - before.sentBytes());
        }
    }
}
