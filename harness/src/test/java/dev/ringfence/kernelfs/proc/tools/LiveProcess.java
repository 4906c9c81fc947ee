package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.UNITS;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process of a test, stopped by a signal once it has opened what it holds.
 *
 * @param pid of the one that is looked at
 * @param root the process that the test started, with which all end
 * @param held what the test itself holds for it, such as connections
 */
public record LiveProcess(int pid, Process root, List<AutoCloseable> held) implements AutoCloseable {

    public LiveProcess {
        held = List.copyOf(held);
    }

    /** Starts a program and waits until it says that it is ready. */
    public static LiveProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        LiveProcess live = new LiveProcess((int) process.pid(), process, List.of());
        String line = process.inputReader().readLine();
        if (!"ready".equals(line)) live.close();
        assertThat(line).as("first line of %s", command).isEqualTo("ready");
        return live;
    }

    public TaskDirectory directory() {
        return Live.process(pid);
    }

    /** Stops it and all that came from it, and waits until no thread of it moves. */
    public LiveProcess stopped() throws IOException, InterruptedException {
        for (ProcessHandle handle : family().toList()) {
            new ProcessBuilder("sh", "-c", "kill -STOP " + handle.pid()).start().waitFor();
            TaskDirectory directory = Live.process(handle.pid());
            Live.waitUntil("it has stopped", () -> areStopped(directory));
        }
        return this;
    }

    /** Threads and processes that have ended meanwhile move no more, either. */
    private static boolean areStopped(TaskDirectory directory) {
        return TaskIds.ofThreads(directory).value().orElse(List.of()).stream()
                .map(tid -> new TaskDirectory(directory.file("task/" + tid)))
                .map(thread -> TaskStatistics.read(thread, UNITS))
                .filter(Reading.Value.class::isInstance)
                .map(stat -> value(stat).state())
                .allMatch(state -> state == TaskState.STOPPED || state == TaskState.ZOMBIE);
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(root.toHandle()), root.descendants());
    }

    @Override
    public void close() {
        List<ProcessHandle> all = family().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        all.forEach(handle -> handle.onExit().join());
    }
}
