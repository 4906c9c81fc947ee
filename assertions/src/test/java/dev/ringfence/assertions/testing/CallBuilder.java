package dev.ringfence.assertions.testing;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.Tid;
import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.value.Argument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds one system call. The default is made by the thread of the test and returned zero. */
public final class CallBuilder {
    private static final int O_CLOEXEC = 02000000;

    private final String name;
    private final List<Long> arguments = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L, 0L));
    private final List<Argument> decoded = new ArrayList<>();
    private Actor actor = RecordingBuilder.main();
    private @Nullable String path;
    private @Nullable String otherPath;
    private @Nullable String address;
    private Outcome outcome = new Outcome.Returned(0);
    private @Nullable Duration duration = Duration.ofNanos(100_000);
    private @Nullable Long at;
    private FdEffect effect = new FdEffect.None();
    private Scope scope = Scope.TEST;
    private JavaStack stack = new JavaStack.Absent("not asked for");

    private CallBuilder(String name) {
        this.name = name;
    }

    /** Begins a call with these arguments. */
    public static CallBuilder call(String name, long... arguments) {
        CallBuilder call = new CallBuilder(name);
        for (int i = 0; i < arguments.length; i++) call.arguments.set(i, arguments[i]);
        return call;
    }

    // --- Common ones ---

    /** Opens a file for reading. */
    public static CallBuilder open(int fd, String path) {
        return open(fd, path, O_CLOEXEC);
    }

    /** Opens a file with flags. */
    public static CallBuilder open(int fd, String path, int flags) {
        return call("openat", -100, 0, flags).path(path).makes(fd, FdKind.FILE, path);
    }

    /** Tries to open a file. */
    public static CallBuilder openFails(String path, int flags, String errno) {
        return call("openat", -100, 0, flags).path(path).fails(errno);
    }

    /** Closes a descriptor: only its entry is watched. */
    public static CallBuilder close(int fd) {
        CallBuilder close = call("close", fd).entryOnly();
        close.effect = new FdEffect.Closed(new Fd(fd));
        return close;
    }

    /** Writes so many bytes. */
    public static CallBuilder write(int fd, long bytes) {
        return call("write", fd, 0x7000, bytes).returns(bytes);
    }

    /** Reads, and gets so many bytes. */
    public static CallBuilder read(int fd, long asked, long got) {
        return call("read", fd, 0x7000, asked).returns(got);
    }

    /** Makes a socket. */
    public static CallBuilder socket(int fd, int family, int type) {
        return call("socket", family, type).makes(fd, FdKind.SOCKET);
    }

    /** Renames. */
    public static CallBuilder move(String from, String to) {
        return call("rename").path(from).otherPath(to);
    }

    // --- What it says ---

    public CallBuilder path(@Nullable String newPath) {
        path = newPath;
        return this;
    }

    public CallBuilder otherPath(@Nullable String newPath) {
        otherPath = newPath;
        return this;
    }

    public CallBuilder address(@Nullable String newAddress) {
        address = newAddress;
        return this;
    }

    public CallBuilder decoded(Argument... values) {
        decoded.addAll(Arrays.asList(values));
        return this;
    }

    // --- How it ended ---

    public CallBuilder returns(long value) {
        outcome = new Outcome.Returned(value);
        return this;
    }

    public CallBuilder fails(String errno) {
        Errno known = IntStream.rangeClosed(1, 600)
                .mapToObj(Errnos::of)
                .filter(each -> each.name().equals(errno))
                .findFirst()
                .orElseThrow();
        outcome = new Outcome.Failed(known);
        effect = new FdEffect.None();
        return this;
    }

    /** Only its entry was watched. */
    public CallBuilder entryOnly() {
        outcome = new Outcome.EntryOnly();
        duration = null;
        return this;
    }

    public CallBuilder neverReturns() {
        outcome = new Outcome.NeverReturned();
        duration = null;
        return this;
    }

    public CallBuilder taking(Duration newDuration) {
        duration = newDuration;
        return this;
    }

    /** Is entered so long after the window opened. */
    public CallBuilder atMicros(long micros) {
        at = RecordingBuilder.START + micros * 1000;
        return this;
    }

    // --- What it does to descriptors ---

    public CallBuilder makes(int fd, FdKind kind) {
        return makes(fd, kind, null);
    }

    public CallBuilder makes(int fd, FdKind kind, @Nullable String target) {
        outcome = new Outcome.Returned(fd);
        effect = new FdEffect.Created(List.of(new Fd(fd)), kind, target);
        return this;
    }

    /** A symbolic link leads to another file. */
    public CallBuilder leadingTo(String target) {
        FdEffect.Created created = (FdEffect.Created) effect;
        effect = new FdEffect.Created(created.fds(), created.kind(), target);
        return this;
    }

    public CallBuilder copies(int from, int to) {
        outcome = new Outcome.Returned(to);
        effect = new FdEffect.Duplicated(new Fd(from), new Fd(to));
        return this;
    }

    public CallBuilder closesRange(int first, int last) {
        effect = new FdEffect.ClosedRange(first, last);
        return entryOnly();
    }

    // --- Whose doing it is ---

    public CallBuilder by(String thread, int tid) {
        return by(thread, tid, ActorKind.APPLICATION);
    }

    public CallBuilder by(String thread, int tid, ActorKind kind) {
        actor = new Actor(new Pid(RecordingBuilder.WORKER), new Tid(tid), thread, kind);
        return this;
    }

    /** Is made by a child process. */
    public CallBuilder inChild(int pid, String program) {
        actor = new Actor(new Pid(pid), new Tid(pid), program, ActorKind.CHILD);
        return this;
    }

    public CallBuilder in(Scope newScope) {
        scope = newScope;
        return this;
    }

    /** Has a Java stack with a line of the application. */
    public CallBuilder from(String type, String method, int line) {
        stack = new JavaStack.Taken(
                1,
                actor.name(),
                false,
                List.of(new StackTraceElement(
                        type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line)));
        return this;
    }

    SyscallEvent build(long sequence, long now) {
        return new SyscallEvent(
                sequence,
                at != null ? at : now,
                actor,
                name.indexOf(':') >= 0 ? 5 : SyscallTable.x86_64().number(name).orElseThrow(),
                name,
                arguments,
                path,
                otherPath,
                address,
                outcome,
                duration,
                effect,
                scope,
                decoded,
                stack);
    }
}
