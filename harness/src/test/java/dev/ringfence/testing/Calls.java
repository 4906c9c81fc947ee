package dev.ringfence.testing;

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
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.value.Argument;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Makes system call events by hand: {@code calls.by(actor).open(3, "/tmp/a")}. Sequence and time grow by one and 1 µs. */
public final class Calls {
    public static final Pid WORKER = new Pid(4711);
    public static final Actor TEST = new Actor(WORKER, new Tid(4712), "main", ActorKind.TEST);
    public static final Actor POOL = new Actor(WORKER, new Tid(4720), "pool-1-thread-2", ActorKind.APPLICATION);
    public static final Actor CLEANER = new Actor(WORKER, new Tid(4715), "Common-Cleaner", ActorKind.CLEANER);
    public static final Actor JVM = new Actor(WORKER, new Tid(4716), "VM Thread", ActorKind.JVM);
    public static final Actor CHILD = new Actor(new Pid(4800), new Tid(4800), "sleep", ActorKind.CHILD);

    private long sequence;
    private Actor actor = TEST;
    private Scope scope = Scope.TEST;
    private List<Argument> decoded = List.of();
    private Duration inCall;
    private JavaStack stack = new JavaStack.Absent("built by hand");

    public Calls by(Actor newActor) {
        actor = newActor;
        return this;
    }

    public Calls in(Scope newScope) {
        scope = newScope;
        return this;
    }

    public Calls decoded(List<Argument> arguments) {
        decoded = arguments;
        return this;
    }

    public Calls from(StackTraceElement... frames) {
        stack = new JavaStack.Taken(1, actor.name(), false, List.of(frames));
        return this;
    }

    public Calls without(String reason) {
        stack = new JavaStack.Absent(reason);
        return this;
    }

    public static StackTraceElement frame(String className, String method, int line) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return new StackTraceElement(
                className, method, (nested < 0 ? simple : simple.substring(0, nested)) + ".java", line);
    }

    // --- Calls ---

    public SyscallEvent open(int fd, String path) {
        return made("openat", path, null, new Outcome.Returned(fd), created(FdKind.FILE, fd), -100L, 0L, 0L);
    }

    public SyscallEvent open(int fd, String path, String target) {
        FdEffect effect = new FdEffect.Created(List.of(new Fd(fd)), FdKind.FILE, target);
        return made("openat", path, null, new Outcome.Returned(fd), effect, -100L, 0L, 0L);
    }

    public SyscallEvent openFails(String path, int errno) {
        return made("openat", path, null, new Outcome.Failed(Errnos.of(errno)), new FdEffect.None(), -100L, 0L, 0L);
    }

    public SyscallEvent socket(int fd) {
        return made("socket", null, null, new Outcome.Returned(fd), created(FdKind.SOCKET, fd), 2L, 1L, 0L);
    }

    public SyscallEvent connect(int fd, String address) {
        return made("connect", null, address, new Outcome.Returned(0), new FdEffect.None(), (long) fd, 0L, 16L);
    }

    public SyscallEvent pipe(int read, int write) {
        return made("pipe2", null, null, new Outcome.Returned(0), created(FdKind.PIPE, read, write), 0L, 0L);
    }

    public SyscallEvent dup(int from, int to) {
        return made("dup", null, null, new Outcome.Returned(to), duplicated(from, to), (long) from);
    }

    public SyscallEvent dup2(int from, int to) {
        return made("dup2", null, null, new Outcome.Returned(to), duplicated(from, to), (long) from, (long) to);
    }

    public SyscallEvent close(int fd) {
        return made("close", null, null, new Outcome.Returned(0), new FdEffect.Closed(new Fd(fd)), (long) fd);
    }

    public SyscallEvent closeRange(int first, int last) {
        FdEffect effect = new FdEffect.ClosedRange(first, last);
        return made("close_range", null, null, new Outcome.Returned(0), effect, (long) first, (long) last, 0L);
    }

    /** Lets later calls take so long, or null for those whose exit is not watched. */
    public Calls taking(Duration duration) {
        inCall = duration;
        return this;
    }

    public SyscallEvent call(String name, Outcome outcome, FdEffect effect, Long... arguments) {
        return made(name, null, null, outcome, effect, arguments);
    }

    private static FdEffect created(FdKind kind, int... fds) {
        return new FdEffect.Created(Arrays.stream(fds).mapToObj(Fd::new).toList(), kind);
    }

    private static FdEffect duplicated(int from, int to) {
        return new FdEffect.Duplicated(new Fd(from), new Fd(to));
    }

    private SyscallEvent made(
            String name, String path, String address, Outcome outcome, FdEffect effect, Long... arguments) {
        sequence++;
        Long[] six = Arrays.copyOf(arguments, 6);
        for (int i = arguments.length; i < six.length; i++) six[i] = 0L;
        return new SyscallEvent(
                sequence,
                sequence * 1_000,
                actor,
                SyscallTable.x86_64().number(name).orElseThrow(),
                name,
                List.of(six),
                path,
                null,
                address,
                outcome,
                inCall,
                effect,
                scope,
                decoded,
                stack);
    }
}
