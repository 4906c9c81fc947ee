package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.channel.HarnessException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KernelThreadTests {

    @Test
    void reads_both_numbers() {
        assertThat(KernelThread.parse("4711/task/4712")).isEqualTo(new KernelThread(4711, 4712));
    }

    @Test
    void refuses_another_target() {
        assertThatExceptionOfType(HarnessException.class)
                .isThrownBy(() -> KernelThread.parse("self"))
                .withMessage("expected /proc/thread-self to be PID/task/TID but was \"self\"");
    }

    @Test
    void names_this_thread() {
        KernelThread current = KernelThread.current();

        assertThat((long) current.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(Files.exists(Path.of("/proc/self/task/" + current.tid()))).isTrue();
    }

    @Test
    void knows_the_threads_of_the_harness() {
        HarnessThreads threads = new HarnessThreads();
        CountDownLatch release = new CountDownLatch(1);
        Thread thread = threads.start("reader", () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        List<Integer> tids = threads.tids();

        assertThat(thread.getName()).isEqualTo("ringfence-reader");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(tids).hasSize(1);
        assertThat(Files.exists(Path.of("/proc/self/task/" + tids.get(0)))).isTrue();
        release.countDown();
    }
}
