package dev.ringfence.assertions.testing;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.Tid;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.syscall.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the life of one descriptor. The default is opened by the thread of the test, in {@code UploadService.store},
 * after one millisecond.
 */
public final class DescriptorBuilder {
    private final RecordingBuilder recording;
    private final int fd;
    private final String target;
    private String call = "openat";
    private FdKind kind = FdKind.FILE;
    private String link;
    private long openedAt = RecordingBuilder.START + RecordingBuilder.MILLI;
    private Actor actor = RecordingBuilder.main();
    private Scope scope = Scope.TEST;
    private @Nullable Integer copiedFrom;
    private List<StackTraceElement> frames = framesOf("com.example.UploadService", "store", 57);
    private @Nullable String noStack;

    DescriptorBuilder(RecordingBuilder recording, int fd, String target) {
        this.recording = recording;
        this.fd = fd;
        this.target = target;
        this.link = target;
    }

    // --- The opening ---

    /** Sets what makes it a socket: the call, and the link beside the description. */
    public DescriptorBuilder asSocket(String socketLink) {
        call = "accept4";
        kind = FdKind.SOCKET;
        link = socketLink;
        return this;
    }

    /** Sets when it was opened, after the window was. */
    public DescriptorBuilder atMillis(long millis) {
        openedAt = RecordingBuilder.START + millis * RecordingBuilder.MILLI;
        return this;
    }

    /** Sets the thread of the application that opened it. */
    public DescriptorBuilder by(String thread, int tid) {
        actor = new Actor(new Pid(RecordingBuilder.WORKER), new Tid(tid), thread, ActorKind.APPLICATION);
        return this;
    }

    /** Sets the line of the application that opened it. */
    public DescriptorBuilder in(String type, String method, int line) {
        frames = framesOf(type, method, line);
        return this;
    }

    /** Leaves it without a Java stack. */
    public DescriptorBuilder withoutStack(String reason) {
        noStack = reason;
        return this;
    }

    /** Makes the stack deep: as many frames as given, all of the application. */
    public DescriptorBuilder deep(int frames) {
        List<StackTraceElement> deep = new ArrayList<>();
        for (int i = 0; i < frames; i++) deep.add(frame("com.example.Recursion", "descend", i + 1));
        this.frames = deep;
        return this;
    }

    /** Makes it a copy of another descriptor. */
    public DescriptorBuilder asCopyOf(int source) {
        call = "dup";
        copiedFrom = source;
        return this;
    }

    /** Makes it the doing of somebody else. */
    public DescriptorBuilder outOfScope(Scope otherScope) {
        scope = otherScope;
        return this;
    }

    // --- The ending ---

    /** Leaves it open. */
    public RecordingBuilder neverClosed() {
        return end(new Ending.StillOpen(), new FdTarget(link, target));
    }

    /** Leaves it open, and its file deleted. */
    public RecordingBuilder neverClosedButDeleted() {
        return end(new Ending.StillOpen(), FdTarget.ofLink(link + " (deleted)"));
    }

    /** Has it closed by the thread that opened it. */
    public RecordingBuilder closed() {
        recording.count("close", Scope.TEST, 1, 0);
        return end(new Ending.Closed(openedAt + RecordingBuilder.MILLI, actor, "close"), null);
    }

    /** Has it closed by the collector. */
    public RecordingBuilder abandonedForMillis(long millis) {
        Actor cleaner = new Actor(new Pid(RecordingBuilder.WORKER), new Tid(5110), "Common-Cleaner", ActorKind.CLEANER);
        recording.count("close", Scope.RUNTIME, 1, 0);
        return end(new Ending.Closed(openedAt + millis * RecordingBuilder.MILLI, cleaner, "close"), null);
    }

    private RecordingBuilder end(Ending ending, @Nullable FdTarget atEnd) {
        SyscallEvent opening = opening();
        recording.event(opening);
        return recording.add(
                new DescriptorLife(
                        RecordingBuilder.fd(fd),
                        kind,
                        new Opening.Seen(opening, copiedFrom == null ? null : RecordingBuilder.fd(copiedFrom)),
                        ending),
                atEnd);
    }

    private SyscallEvent opening() {
        FdEffect effect = copiedFrom == null
                ? new FdEffect.Created(List.of(RecordingBuilder.fd(fd)), kind)
                : new FdEffect.Duplicated(RecordingBuilder.fd(copiedFrom), RecordingBuilder.fd(fd));
        boolean named = call.equals("openat");
        return new SyscallEvent(
                recording.sequence(),
                openedAt,
                actor,
                SyscallTable.x86_64().number(call).orElseThrow(),
                call,
                List.of(-100L, 0L, 0L, 0L, 0L, 0L),
                named ? target : null,
                null,
                null,
                new Outcome.Returned(fd),
                null,
                effect,
                scope,
                List.of(),
                noStack != null ? new JavaStack.Absent(noStack) : new JavaStack.Taken(1, actor.name(), false, frames));
    }

    private static List<StackTraceElement> framesOf(String type, String method, int line) {
        return List.of(
                new StackTraceElement(
                        null,
                        "java.base",
                        "",
                        "sun.nio.fs.UnixNativeDispatcher",
                        "open0",
                        "UnixNativeDispatcher.java",
                        -2),
                new StackTraceElement(
                        null, "java.base", "", "java.nio.file.Files", "newInputStream", "Files.java", 160),
                frame(type, method, line),
                frame("com.example.UploadServiceIT", "uploads", 31));
    }

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
    }
}
