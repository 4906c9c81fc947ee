package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.RemoteMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at threads of this JVM, whose waits are the ones that programs under test make. */
@Tag("linux")
class WakeupLinuxTests {
    private final Wakeup wakeup = new Wakeup(new TraceeMemory(new RemoteMemory(Libc.load())));
    private final AtomicInteger tid = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private Thread thread;

    private int start(Runnable waiting) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        thread = new Thread(() -> {
            try {
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                tid.set(Integer.parseInt(self.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            started.countDown();
            waiting.run();
        });
        thread.setDaemon(true);
        thread.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        return tid.get();
    }

    @AfterEach
    void end() throws InterruptedException {
        over.set(true);
        thread.interrupt();
        thread.join(10_000);
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void a_thread_that_computes_is_running() throws InterruptedException {
        int running = start(() -> {
            while (!over.get()) Thread.onSpinWait();
        });
        eventually(() -> Wakeup.isRunning(running));
        assertThat(wakeup.isWithin(running, 0)).isTrue();
    }

    @Test
    void a_thread_that_waits_for_an_event_does_not_wake_up_by_itself() throws InterruptedException {
        int waiting = start(() -> {
            while (!over.get()) LockSupport.park();
        });
        eventually(() -> !Wakeup.isRunning(waiting));
        assertThat(wakeup.isWithin(waiting, seconds(3600))).isFalse();
    }

    @Test
    void a_thread_that_sleeps_wakes_up_at_its_time_and_not_before() throws InterruptedException {
        int sleeping = start(() -> LockSupport.parkNanos(seconds(60)));
        eventually(() -> !Wakeup.isRunning(sleeping));
        assertThat(wakeup.isWithin(sleeping, seconds(3))).as("in 3 seconds").isFalse();
        assertThat(wakeup.isWithin(sleeping, seconds(61))).as("in 61 seconds").isTrue();
    }

    @Test
    void a_thread_in_sleep_is_seen_as_one_that_parks_is() throws InterruptedException {
        int sleeping = start(() -> {
            try {
                TimeUnit.SECONDS.sleep(60);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        eventually(() -> !Wakeup.isRunning(sleeping));
        assertThat(wakeup.isWithin(sleeping, seconds(3))).isFalse();
        assertThat(wakeup.isWithin(sleeping, seconds(61))).isTrue();
    }

    @Test
    void waiting_for_events_is_no_sleep_however_short_it_is() throws InterruptedException {
        int waiting = start(() -> {
            try (Selector selector = Selector.open()) {
                selector.select(60_000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        eventually(() -> wakeup.isWithin(waiting, seconds(61)) && !Wakeup.isRunning(waiting));
        assertThat(wakeup.isBySleepWithin(waiting, seconds(61))).isFalse();
    }

    @Test
    void sleeping_until_a_time_that_is_near_is_sleep() throws InterruptedException {
        int sleeping = start(() -> LockSupport.parkNanos(seconds(60)));
        eventually(() -> !Wakeup.isRunning(sleeping));
        assertThat(wakeup.isBySleepWithin(sleeping, seconds(3))).isFalse();
        assertThat(wakeup.isBySleepWithin(sleeping, seconds(61))).isTrue();
    }
}
