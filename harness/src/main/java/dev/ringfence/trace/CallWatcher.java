package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Errnos;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the stops of one call, entry and exit, into one event. */
final class CallWatcher {
    /** ERESTARTSYS to ERESTART_RESTARTBLOCK of linux/errno.h: the call is not over, the kernel runs it again. */
    private static final int RESTART_FIRST = 512;

    private static final int RESTART_LAST = 516;
    private static final int LSEEK = 8;
    private static final int EINTR = 4;
    private static final Set<String> ENDS = Set.of("exit", "exit_group");
    private static final String CLOSE = "close";
    private static final Set<String> CLOSES = Set.of(CLOSE, "close_range");
    /**
     * close(2) and close_range(2), because their numbers may be given out again before their exit is seen, and what is only
     * to be counted.
     */
    private final Set<String> exitNotNeeded;

    private static final JavaStack NOT_ASKED = new JavaStack.Absent("not asked for");

    private final int workerPid;
    private final CallDecoder decoder;
    private final EffectDecoder effects;
    private final Actors actors;
    private final Scopes scopes;
    private final TraceeTable table;
    private final TraceListener listener;
    private final StackSource stacks;
    private final HeldThreads held;
    private final StackedCalls stackedCalls = new StackedCalls();
    private final TraceClock clock;

    /** What to do with the thread now. */
    enum Next {
        RESUME,
        RESUME_TO_EXIT,
        KEEP_STOPPED
    }

    CallWatcher(Parts parts, TraceClock clock, HeldThreads.Continuation continuation, Set<String> entryOnly) {
        this.workerPid = parts.workerPid();
        this.decoder = parts.decoder();
        this.effects = parts.effects();
        this.actors = parts.actors();
        this.scopes = parts.scopes();
        this.table = parts.table();
        this.listener = parts.listener();
        this.stacks = parts.stacks();
        this.clock = clock;
        this.held = new HeldThreads(parts.stacks(), continuation);
        Set<String> names = new HashSet<>(entryOnly);
        names.addAll(CLOSES);
        this.exitNotNeeded = Set.copyOf(names);
    }

    /** What the watcher works with. */
    record Parts(
            int workerPid,
            CallDecoder decoder,
            EffectDecoder effects,
            Actors actors,
            Scopes scopes,
            TraceeTable table,
            TraceListener listener,
            StackSource stacks) {}

    HeldThreads held() {
        return held;
    }

    /** A thread enters an observed call, or a marker. */
    Next entered(Tracee tracee, SyscallInfo info) {
        if (info.number() == LSEEK && MarkerCode.isMarker(info.argument(1)) && !CallDecoder.isForeign(info)) {
            if (tracee.pid == workerPid) {
                settleInterrupted(tracee, null);
                listener.marker(tracee.tid, MarkerCode.kind(info.argument(1)), MarkerCode.number(info.argument(1)));
            }
            return Next.RESUME;
        }
        Actor actor = actors.of(tracee, listener.testThread());
        PendingCall call = decoder.decode(info, actor, clock.nanos(), listener.isRecording());
        settleInterrupted(tracee, call);
        if (CallDecoder.isForeign(info) && tracee.pid == workerPid) {
            listener.gap(
                    "\"" + actor.name() + "\" made a call that is not of x86_64's table (" + call.name()
                            + "): what it did to descriptors is not known",
                    false);
        }
        if (ENDS.contains(call.name())) {
            emit(call, new Outcome.NeverReturned(), new FdEffect.None(), NOT_ASKED);
            return Next.RESUME;
        }
        if (CLOSES.contains(call.name()) && canAsk(tracee, call) && isAskedAboutClose(tracee, call)) {
            held.hold(tracee, call, OptionalLong.empty());
            return Next.KEEP_STOPPED;
        }
        if (exitNotNeeded.contains(call.name())
                && isOfProgram(call)
                && canAsk(tracee, call)
                && stackedCalls.wantsAtEntry(call.name(), listener.recordingSinceNanos())) {
            held.hold(tracee, call, OptionalLong.empty());
            return Next.KEEP_STOPPED;
        }
        if (exitNotNeeded.contains(call.name()) || CallDecoder.isForeign(info)) {
            emit(call, new Outcome.EntryOnly(), effects.ofEntered(call), NOT_ASKED);
            return Next.RESUME;
        }
        tracee.pending = call;
        return Next.RESUME_TO_EXIT;
    }

    /**
     * Tells of an interrupted call that was not entered again.
     *
     * @param next what the thread does now; null for its end
     */
    void settleInterrupted(Tracee tracee, @Nullable PendingCall next) {
        PendingCall interrupted = tracee.interrupted;
        if (interrupted == null) {
            return;
        }
        tracee.interrupted = null;
        boolean again = next != null
                && next.number() == interrupted.number()
                && Arrays.equals(next.arguments(), interrupted.arguments());
        if (!again) {
            emit(interrupted, new Outcome.Failed(Errnos.of(EINTR)), new FdEffect.None(), NOT_ASKED);
        }
    }

    /** A thread leaves the call it entered. */
    Next left(Tracee tracee, long result) {
        PendingCall entered = tracee.pending;
        if (entered == null) {
            return Next.RESUME;
        }
        tracee.pending = null;
        PendingCall left = entered.leftAt(clock.nanos());
        if (result <= -RESTART_FIRST && result >= -RESTART_LAST) {
            // Either the kernel enters it again after the signal, and the filter stops it again, or a handler without
            // SA_RESTART makes it fail. Which, is seen at the next call of the thread.
            tracee.interrupted = entered;
            return Next.RESUME;
        }
        PendingCall call = listener.isRecording() && isOfProgram(left) ? left.from(FilesRead.by(left)) : left;
        FdEffect effect = effects.ofReturned(call, result);
        if (needsStack(tracee, call, effect, result)) {
            tracee.pending = call;
            held.hold(tracee, call, OptionalLong.of(result));
            return Next.KEEP_STOPPED;
        }
        emit(call, outcome(result), effect, NOT_ASKED);
        return Next.RESUME;
    }

    /** The stack of a held thread has come, or will not. */
    void stackCame(Tracee tracee, PendingCall call, OptionalLong result, StackSource.Answer answer) {
        tracee.pending = null;
        actors.learn(tracee, answer);
        PendingCall named = call.by(actors.of(tracee, listener.testThread()));
        if (result.isPresent()) {
            long returned = result.getAsLong();
            emit(named, outcome(returned), effects.ofReturned(named, returned), answer.stack());
        } else {
            emit(named, new Outcome.EntryOnly(), effects.ofEntered(named), answer.stack());
        }
    }

    private boolean needsStack(Tracee tracee, PendingCall call, FdEffect effect, long result) {
        boolean makes = effect instanceof FdEffect.Created || effect instanceof FdEffect.Duplicated;
        if (!canAsk(tracee, call)) {
            return false;
        }
        if (makes) {
            return isOfProgram(call) || actors.isUnproved(tracee);
        }
        long since = listener.recordingSinceNanos();
        return isOfProgram(call)
                && (stackedCalls.wants(call, result, table, since)
                        || (scopes.needsReader(call.source()) && stackedCalls.isAmongFirst(call.name(), since)));
    }

    private static boolean isOfProgram(PendingCall call) {
        ActorKind kind = call.actor().kind();
        return kind == ActorKind.TEST || kind == ActorKind.APPLICATION;
    }

    private boolean isAskedAboutClose(Tracee tracee, PendingCall call) {
        return actors.isUnproved(tracee)
                || (isOfProgram(call) && call.name().equals(CLOSE) && listener.isOddClose((int) call.arguments()[0]));
    }

    private boolean canAsk(Tracee tracee, PendingCall call) {
        return listener.isRecording()
                && stacks.isReady()
                && tracee.pid == workerPid
                && call.atNanos() >= listener.recordingSinceNanos()
                && !scopes.isOwnFileOfJdk(call.path());
    }

    /** A thread executes another program: its exec has succeeded. Returns the call, if its entry was seen. */
    @Nullable
    PendingCall executed(Tracee tracee) {
        PendingCall call = tracee.pending;
        tracee.pending = null;
        if (call != null) {
            emit(call.leftAt(clock.nanos()), new Outcome.Returned(0), new FdEffect.None(), NOT_ASKED);
        }
        return call;
    }

    /** Returns a call whose exit has not been seen, with how long it has taken. */
    SyscallEvent unfinished(PendingCall call) {
        return event(call.leftAt(clock.nanos()), new Outcome.EntryOnly(), new FdEffect.None(), NOT_ASKED);
    }

    /** Tells of a call that another stop stands for. */
    void emit(PendingCall call, Outcome outcome, FdEffect effect, JavaStack stack) {
        listener.event(event(call, outcome, effect, stack));
    }

    private SyscallEvent event(PendingCall call, Outcome outcome, FdEffect effect, JavaStack stack) {
        return new SyscallEvent(
                clock.nextSequence(),
                call.atNanos(),
                call.actor(),
                call.number(),
                call.name(),
                call.argumentList(),
                call.path(),
                call.otherPath(),
                call.address(),
                outcome,
                call.inCall(),
                effect,
                scope(call, stack),
                ArgumentValues.of(call.name(), call.values(), outcome),
                stack);
    }

    private Scope scope(PendingCall call, JavaStack stack) {
        if (listener.isRecording() && call.atNanos() < listener.recordingSinceNanos()) {
            return Scope.RUNTIME;
        }
        if (call.source() != null) {
            return scopes.ofReading(call.actor(), call.source(), stack);
        }
        ProcessInfo process = table.process(call.actor().process().value());
        return scopes.of(call.actor(), process != null && process.runsProgram, call.path(), stack);
    }

    private static Outcome outcome(long result) {
        return result < 0 && result > -4096
                ? new Outcome.Failed(Errnos.of((int) -result))
                : new Outcome.Returned(result);
    }
}
