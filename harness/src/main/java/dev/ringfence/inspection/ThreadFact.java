package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A thread.
 *
 * @param tid its id
 * @param name in the kernel, at most 15 bytes
 * @param state of it
 */
public record ThreadFact(int tid, String name, TaskState state) {
    /** One within a word, such as that of {@code C1}, is a part of the name. */
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z])\\d+|\\d+$");

    /** Returns the threads of a process; one that has ended meanwhile is left out. */
    public static Reading<List<ThreadFact>> listOf(ProcessSnapshot process) {
        return process.threads().map(tids -> {
            List<ThreadFact> threads = new ArrayList<>();
            for (int tid : tids) process.statistics(tid).value().ifPresent(stat -> threads.add(of(tid, stat)));
            return List.copyOf(threads);
        });
    }

    private static ThreadFact of(int tid, TaskStatistics stat) {
        return new ThreadFact(tid, stat.comm(), stat.state());
    }

    /** Returns its name with a star for each number in it, which it shares with others of a pool. */
    public String pool() {
        return NUMBER.matcher(name).replaceAll("*");
    }
}
