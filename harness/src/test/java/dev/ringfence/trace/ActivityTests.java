package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ActivityTests {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int READINGS = 100;

    private final Set<Integer> running = new HashSet<>();
    private final Map<Integer, Integer> runs = new HashMap<>();
    private Runnable whenSecondIsLookedAt = () -> {};

    private boolean isAny(int... tids) {
        Activity activity = new Activity(this::isRunning, tid -> "" + runs.get(tid));
        for (int tid : tids) activity.ask(tid, this::isRunning);
        return activity.isAny();
    }

    private boolean isRunning(int tid) {
        if (tid == SECOND) {
            whenSecondIsLookedAt.run();
            whenSecondIsLookedAt = () -> {};
        }
        return running.contains(tid);
    }

    @Test
    void threads_that_sleep_are_not_at_work() {
        assertThat(isAny(FIRST, SECOND)).isFalse();
        assertThat(isAny(FIRST)).isFalse();
        assertThat(isAny()).isFalse();
    }

    @Test
    void a_thread_that_can_run_is_at_work() {
        running.add(SECOND);
        assertThat(isAny(FIRST, SECOND)).isTrue();
        assertThat(isAny(SECOND)).isTrue();
    }

    @Test
    void work_that_is_handed_to_a_thread_that_was_just_seen_asleep_is_seen() {
        running.add(SECOND);
        whenSecondIsLookedAt = () -> {
            running.remove(SECOND);
            running.add(FIRST);
        };
        assertThat(isAny(FIRST, SECOND)).isTrue();
    }

    @Test
    void work_that_was_handed_over_and_done_is_seen() {
        running.add(SECOND);
        whenSecondIsLookedAt = () -> {
            running.remove(SECOND);
            runs.put(FIRST, 1);
        };
        assertThat(isAny(FIRST, SECOND)).isTrue();
        assertThat(isAny(FIRST, SECOND)).isFalse();
    }

    /** Whoever decides how to ask about a thread goes by what it has done so far. */
    @Test
    void a_thread_that_runs_after_it_was_decided_how_to_ask_about_it_is_at_work() {
        Activity activity = new Activity(this::isRunning, tid -> "" + runs.get(tid));
        String before = "" + runs.get(FIRST);
        activity.ask(FIRST, before, this::isRunning);
        assertThat(activity.isAny()).isFalse();
        runs.put(FIRST, 1);
        assertThat(activity.isAny()).isTrue();
    }

    @Test
    void what_the_kernel_counts_changes_when_a_thread_has_run() throws Exception {
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        CountDownLatch go = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            tid.complete(ownTid());
            while (go.getCount() > 0) LockSupport.park();
        });
        thread.start();
        int number = tid.get(10, TimeUnit.SECONDS);
        eventually(() -> thread.getState() == Thread.State.WAITING && !Wakeup.isRunning(number));
        String before = whenItStays(number);
        assertThat(before).isNotEmpty();

        LockSupport.unpark(thread);
        eventually(() -> !Wakeup.runs(number).equals(before));
        assertThat(Wakeup.runs(number)).isNotEmpty();

        go.countDown();
        LockSupport.unpark(thread);
        thread.join();
        eventually(() -> Wakeup.runs(number).isEmpty());
    }

    /** A thread is called asleep a moment before it leaves its processor, and is counted when it has. */
    private static String whenItStays(int tid) {
        String[] runs = {Wakeup.runs(tid)};
        int[] same = {0};
        eventually(() -> {
            String now = Wakeup.runs(tid);
            same[0] = now.equals(runs[0]) ? same[0] + 1 : 0;
            runs[0] = now;
            return same[0] == READINGS;
        });
        return runs[0];
    }

    private static int ownTid() {
        try {
            return Integer.parseInt(
                    String.valueOf(Path.of("/proc/thread-self").toRealPath().getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
