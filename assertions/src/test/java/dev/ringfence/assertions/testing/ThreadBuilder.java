package dev.ringfence.assertions.testing;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.Tid;
import dev.ringfence.recording.LeftThread;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a thread that is left; by default one of the application, started by the thread of the test. */
public final class ThreadBuilder {
    private static final long NANOS_PER_TICK = 10_000_000;

    private final int tid;
    private final String name;
    private final long startTicks;
    private ActorKind kind = ActorKind.APPLICATION;
    private JavaStack now = new JavaStack.Absent("the worker did not answer in time");
    private @Nullable JavaStack start;

    private ThreadBuilder(int tid, String name, long startTicks) {
        this.tid = tid;
        this.name = name;
        this.startTicks = startTicks;
    }

    /** Begins a thread that {@link StateBuilder#thread} shows, too. */
    public static ThreadBuilder thread(int tid, String name, long startTicks) {
        return new ThreadBuilder(tid, name, startTicks);
    }

    public ThreadBuilder of(ActorKind newKind) {
        kind = newKind;
        return this;
    }

    /** Was started here. */
    public ThreadBuilder startedAt(String type, String method, int line) {
        start = taken(
                "main",
                new StackTraceElement("java.lang.Thread", "start0", "Thread.java", -2),
                new StackTraceElement("java.lang.Thread", "start", "Thread.java", 802),
                frame(type, method, line));
        return this;
    }

    /** Was started, and it is not known where. */
    public ThreadBuilder startedSomewhere(String reason) {
        start = new JavaStack.Absent(reason);
        return this;
    }

    /** Is here when the window ends. */
    public ThreadBuilder isIn(String type, String method, int line) {
        now = taken(
                name,
                new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", -2),
                frame(type, method, line),
                new StackTraceElement("java.lang.Thread", "run", "Thread.java", 840));
        return this;
    }

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
    }

    private static JavaStack taken(String thread, StackTraceElement... frames) {
        return new JavaStack.Taken(1, thread, false, List.of(frames));
    }

    LeftThread build() {
        Actor actor = new Actor(new Pid(RecordingBuilder.WORKER), new Tid(tid), name, kind);
        JavaStack stack = start;
        return new LeftThread(
                actor,
                Duration.ofNanos(startTicks * NANOS_PER_TICK),
                now,
                stack == null
                        ? null
                        : new ThreadStart(
                                new Tid(tid),
                                RecordingBuilder.START + 3 * RecordingBuilder.MILLI,
                                RecordingBuilder.main(),
                                stack));
    }
}
