package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.JavaStack;
import dev.ringfence.kernelfs.proc.MachineLoad;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Asks the worker what threads that nobody holds are, and what they do. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThreadInquiry {
    private static final long PATIENCE_NANOS = 500_000_000;
    private static final long BUSY_PATIENCE_NANOS = 3_000_000_000L;
    private static final JavaStack NOT_ASKED = new JavaStack.Absent("the worker was not asked about it");
    private static final JavaStack NO_ANSWER = new JavaStack.Absent("the worker did not answer in time");

    private final Actors actors;
    private final TraceeTable table;
    private final StackSource stacks;
    private final long asked = System.nanoTime();
    private final Map<Integer, Integer> requests = new HashMap<>();
    private final Map<Integer, JavaStack> answers = new HashMap<>();

    /**
     * What is known of a thread.
     *
     * @param actor the thread
     * @param stack what it did when it was asked, or why that is not known
     */
    public record Told(Actor actor, JavaStack stack) {}

    ThreadInquiry(Actors actors, TraceeTable table, StackSource stacks, Set<Integer> tids) {
        this.actors = actors;
        this.table = table;
        this.stacks = stacks;
        if (!stacks.isReady()) {
            return;
        }
        for (int tid : tids) {
            Tracee tracee = table.thread(tid);
            // What is held is inside of a call that has not ended: the window is not settled.
            if (tracee != null && tracee.heldFor == 0) {
                requests.put(tid, stacks.request(tid));
            }
        }
    }

    /** Returns whether all answers have come, or will not. */
    public boolean isOver() {
        requests.entrySet().removeIf(request -> hasCome(request.getKey(), request.getValue()));
        long waited = System.nanoTime() - asked;
        boolean over = waited >= BUSY_PATIENCE_NANOS || (waited >= PATIENCE_NANOS && !MachineLoad.isBusy());
        if (over) {
            requests.forEach((tid, request) -> {
                stacks.forget(request);
                answers.put(tid, NO_ANSWER);
            });
            requests.clear();
        }
        return requests.isEmpty();
    }

    private boolean hasCome(int tid, int request) {
        Tracee tracee = table.thread(tid);
        if (tracee == null) {
            stacks.forget(request);
            return true;
        }
        StackSource.Answer answer = stacks.poll(request);
        if (answer == null) {
            return false;
        }
        // It was named when it was first seen, which may have been before the virtual machine had named it.
        if (!tracee.proved) {
            actors.forget(tracee);
        }
        actors.of(tracee, 0);
        actors.learn(tracee, answer);
        answers.put(tid, answer.stack());
        return true;
    }

    /** Returns what is known of a thread that is alive, or null where the trace does not know it. */
    public @Nullable Told told(int tid) {
        Tracee tracee = table.thread(tid);
        return tracee == null ? null : new Told(actors.of(tracee, 0), answers.getOrDefault(tid, NOT_ASKED));
    }
}
