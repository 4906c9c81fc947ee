package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoThreadLeak;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/*
 * Lesson 18: a thread that nobody ends.
 *
 * A thread costs a megabyte of stack and keeps all that its task refers to. Where it was started is seldom where one would
 * look: the executor is made in a constructor, and its thread by the first submit. /proc shows which threads are there when
 * the test is over, the trace by whom each was started, and the virtual machine where, and what it does now. Which threads
 * are the virtual machine's own, the virtual machine knows. As with descriptors more runs decide: a pool that fills ends to
 * grow.
 */
@Traced
class S18ForgottenThreadsTestCase {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final List<ExecutorService> EXECUTORS = new CopyOnWriteArrayList<>();

    @Test
    @NoThreadLeak
    void polls_for_mail() {
        startPolling();
    }

    private static void startPolling() {
        daemon(S18ForgottenThreadsTestCase::poll, "poller").start();
    }

    private static void poll() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @NoThreadLeak
    void sends_a_mail() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2, task -> daemon(task, "mailer"));
        EXECUTORS.add(executor);
        executor.submit(() -> {}).get();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
