package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the harness's own threads, as daemons, and knows their kernel ids: the tracer has to leave out what they do. A
 * thread does nothing else before its id is known.
 */
final class HarnessThreads {
    static final String PREFIX = "ringfence-";
    private static final long START_SECONDS = 30;

    private final List<Started> threads = new CopyOnWriteArrayList<>();

    private record Started(Thread thread, CompletableFuture<Integer> tid) {}

    /** Starts a thread. */
    Thread start(String name, Runnable body) {
        Thread thread = factory(name).newThread(body);
        thread.start();
        return thread;
    }

    /** Returns a factory for the one thread that somebody else starts. */
    ThreadFactory factory(String name) {
        return body -> {
            CompletableFuture<Integer> tid = new CompletableFuture<>();
            Thread thread = new Thread(() -> learnThenRun(tid, body), PREFIX + name);
            thread.setDaemon(true);
            threads.add(new Started(thread, tid));
            return thread;
        };
    }

    private static void learnThenRun(CompletableFuture<Integer> tid, Runnable body) {
        try {
            tid.complete(KernelThread.current().tid());
        } catch (RuntimeException e) {
            tid.completeExceptionally(e);
            throw e;
        }
        body.run();
    }

    /** Returns the kernel ids of all threads started so far, waiting for those that are just starting. */
    List<Integer> tids() {
        return threads.stream().map(HarnessThreads::tid).toList();
    }

    private static int tid(Started started) {
        try {
            return started.tid.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while " + started.thread + " was starting", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new HarnessException("no kernel thread id of " + started.thread, e.getCause());
        } catch (TimeoutException e) {
            throw new HarnessException(started.thread + " did not start within " + START_SECONDS + " s", e);
        }
    }
}
