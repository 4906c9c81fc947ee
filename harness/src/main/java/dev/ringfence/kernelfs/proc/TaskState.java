package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import org.apiguardian.api.API;

/** What a task does: {@code task_state_array} in fs/proc/array.c. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TaskState {
    RUNNING('R'),
    SLEEPING('S'),
    /** In an uninterruptible wait, mostly for a disk. */
    DISK_SLEEP('D'),
    /** By a signal. */
    STOPPED('T'),
    /** By a tracer. */
    TRACING_STOP('t'),
    DEAD('X'),
    /** Ended, and not yet waited for. */
    ZOMBIE('Z'),
    PARKED('P'),
    /** A kernel thread that has nothing to do. */
    IDLE('I');

    private final char letter;

    TaskState(char letter) {
        this.letter = letter;
    }

    /** Returns the letter in {@code stat} and {@code status}. */
    public char letter() {
        return letter;
    }

    static TaskState of(KernelText.Line line, String text) {
        for (TaskState state : values()) {
            if (text.length() == 1 && text.charAt(0) == state.letter) return state;
        }
        throw line.error("state", "no state has the letter \"" + text + "\"");
    }
}
