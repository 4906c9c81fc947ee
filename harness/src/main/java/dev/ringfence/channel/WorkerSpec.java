package dev.ringfence.channel;

import dev.ringfence.snapshot.SnapshotPart;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Everything the tracer needs to start one worker.
 *
 * @param command argument vector of the worker, {@code command.get(0)} is the absolute path of {@code java}; its last
 *     argument is {@code socket}
 * @param environment its environment
 * @param workingDirectory absolute path
 * @param socket path of the Unix domain socket in the private directory on which the tracer listens for this worker
 * @param observed the kernel's names of the system calls to observe
 * @param entryOnly those of them of which only the entry is watched
 * @param captured parts of the snapshots at both ends of its windows
 * @param quietMillis a window with something open ends when the worker has been quiet for so long
 * @param settleMillis and at the latest after so long
 * @param eventLimit how many events a recording keeps
 * @param javaHome the worker's JDK; reads below it are class loading
 * @param classPath absolute paths of the worker's class path; reads of it by the built-in loaders are class loading
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record WorkerSpec(
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        String socket,
        Set<String> observed,
        Set<String> entryOnly,
        Set<SnapshotPart> captured,
        long quietMillis,
        long settleMillis,
        int eventLimit,
        String javaHome,
        List<String> classPath) {
    public WorkerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(workingDirectory, "workingDirectory");
        Objects.requireNonNull(socket, "socket");
        observed = Set.copyOf(observed);
        entryOnly = Set.copyOf(entryOnly);
        captured = Set.copyOf(captured);
        Objects.requireNonNull(javaHome, "javaHome");
        classPath = List.copyOf(classPath);
    }
}
