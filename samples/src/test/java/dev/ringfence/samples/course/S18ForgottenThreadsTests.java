package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoThreadLeak;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/* Lesson 18, right: threads that end, if only a moment later, and a pool that all share and that is full after three runs. */
@Traced
class S18ForgottenThreadsTests {
    private static final ExecutorService SHARED = Executors.newFixedThreadPool(3, task -> daemon(task, "shared"));

    @Test
    @NoThreadLeak
    void sends_a_mail_and_does_not_wait_for_the_end_of_the_thread() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "mailer"));
        executor.submit(() -> {}).get();
        executor.shutdown();
    }

    @Test
    @NoThreadLeak
    void uses_a_pool_that_fills() throws Exception {
        SHARED.submit(() -> {}).get();
    }

    @Test
    @NoThreadLeak
    void has_the_virtual_machine_start_threads_of_its_own() throws Exception {
        new ProcessBuilder("true").start().waitFor();
    }

    @Test
    @NoThreadLeak(except = "watcher-*", because = "it ends with the forked JVM")
    void keeps_a_thread_that_is_allowed() {
        daemon(S18ForgottenThreadsTests::sleep, "watcher-1").start();
    }

    private static void sleep() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
