package dev.ringfence.program;

import dev.ringfence.hotspot.JavaFrames;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.decode.Decoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread that is traced, with the call it is in. Confined to the tracer thread, and changed at every stop. */
final class Tracee {
    final int tid;
    /** The call it is in, or was in last. */
    @Nullable
    Syscall call;

    /** Where it is, or 0 where that cannot be known. */
    long instructionPointer;

    /** Whether {@link #call} goes on with one that a signal interrupted. */
    boolean restarted;
    /** Between the entry and the exit of {@link #call}. */
    boolean inCall;
    /** Whether {@link #call} is one of those asked for. */
    boolean observed;
    /** Whether to keep silent about it: it is a shell of ours, not yet or never the program. */
    boolean hidden;
    /** Whether it is the process that was started. */
    boolean first;
    /** Until its program was executed; the result says whether that worked. */
    boolean starting;
    /** The interface of its calls; strace tells of changes. */
    Abi abi = Abi.X86_64;

    /** The call before an interruption that the kernel restarts by {@code restart_syscall}. */
    @Nullable
    String interrupted;

    // --- What is known of it; see ThreadFacts ---
    @Nullable
    RandomAccessFile nameFile;

    /** Until it executes another program. */
    @Nullable
    List<String> programs;
    // --- Of the one who finds out about Java frames ---
    /** Read once. */
    @Nullable
    TaskStatus status;

    /** Set while it stays stopped at an entry. */
    @Nullable
    Hold hold;

    /** Whether it was held in vain; then it is not held again before {@link #spareUntilNanos}. */
    boolean spared;

    long spareUntilNanos;

    /** Of the call that it is in; null where nobody has asked. */
    @Nullable
    JavaFrames frames;

    // --- Of the one who writes lines ---
    @Nullable
    CallText text;

    Decoder.@Nullable Entered entered;
    long enteredNanos;
    long countedNanos;

    @Nullable
    Instant enteredAt;

    /** What is written in front of the call. */
    @Nullable
    String leader;

    @Nullable
    Sheet sheet;

    Tracee(int tid) {
        this.tid = tid;
    }

    /** Gets the state of a thread that has this one's id from now on. */
    void take(Tracee other) {
        call = other.call;
        restarted = other.restarted;
        inCall = other.inCall;
        observed = other.observed;
        interrupted = other.interrupted;
        entered = other.entered;
        text = other.text;
        enteredNanos = other.enteredNanos;
        countedNanos = other.countedNanos;
        enteredAt = other.enteredAt;
        leader = other.leader;
        frames = other.frames;
    }

    /** It is not traced any more. */
    void release() {
        if (nameFile == null) return;
        try {
            nameFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("/proc/" + tid + "/comm", e);
        }
        nameFile = null;
    }
}
