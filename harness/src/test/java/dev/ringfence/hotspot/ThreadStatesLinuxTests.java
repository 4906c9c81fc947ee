package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.hotspot.ThreadStates.State;
import dev.ringfence.kernelfs.proc.TaskStat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** This virtual machine, seen from outside. */
@Tag("linux")
class ThreadStatesLinuxTests {
    private static final Path PROC = Path.of("/proc");
    private static final int TIMEOUT_SECONDS = 30;

    private final int pid = (int) ProcessHandle.current().pid();

    private static boolean read(long address, byte[] target) {
        if (address < 0) return false;
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
            memory.seek(address);
            memory.readFully(target);
            return true;
        } catch (IOException unmapped) {
            return false;
        }
    }

    private Jvm self() {
        return ((Jvm.Look.Found) Jvm.look(PROC, pid)).jvm();
    }

    private static int currentTid() {
        try {
            return Integer.parseInt(
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int tidNamed(String comm) throws IOException {
        try (Stream<Path> tasks = Files.list(PROC.resolve(pid + "/task"))) {
            return tasks.filter(
                            task -> TaskStat.readComm(task).value().orElse("").equals(comm))
                    .mapToInt(task -> Integer.parseInt(task.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_process_with_its_library_and_its_thread_is_a_virtual_machine() {
        assertThat(self().pid()).isEqualTo(pid);
        assertThat(self().library()).exists();
    }

    @Test
    void another_program_is_none() throws IOException {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(Jvm.look(PROC, (int) sleep.pid())).isEqualTo(new Jvm.Look.Not());
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void its_performance_data_says_that_it_has_started() throws IOException {
        PerformanceData data = PerformanceData.read(self().performanceData().orElseThrow());
        assertThat(data.accessible()).isTrue();
        assertThat(data.canBeAttachedTo()).contains(true);
    }

    @Test
    void tells_who_waits_who_runs_and_who_is_no_java_thread() throws Exception {
        ThreadStates states = ThreadStates.of(self(), ThreadStatesLinuxTests::read);
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        CountDownLatch release = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            tid.complete(currentTid());
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        int waiter = tid.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (waiting.getState() != Thread.State.WAITING && System.nanoTime() < deadline) Thread.onSpinWait();

        assertThat(states.of(waiter, ThreadStatesLinuxTests::read)).isEqualTo(State.WALKABLE);
        // It reads, which it does in native code.
        assertThat(states.of(currentTid(), ThreadStatesLinuxTests::read)).isEqualTo(State.WALKABLE);
        assertThat(states.of(tidNamed("VM Thread"), ThreadStatesLinuxTests::read))
                .isEqualTo(State.NO_JAVA_THREAD);

        release.countDown();
        waiting.join();
        // The virtual machine lets the joining thread go before it strikes the other from its list.
        while (states.of(waiter, ThreadStatesLinuxTests::read) != State.NO_JAVA_THREAD && System.nanoTime() < deadline)
            Thread.onSpinWait();
        assertThat(states.of(waiter, ThreadStatesLinuxTests::read))
                .as("of one that has ended")
                .isEqualTo(State.NO_JAVA_THREAD);
    }

    @Test
    void says_what_cannot_be_read() throws IOException {
        Map<String, Long> symbols = DynamicSymbols.read(self().library());
        assertThat(symbols).containsKeys(VmStructs.TABLE, VmStructs.ENTRY_SIZE);
        assertThatThrownBy(() -> VmStructs.read((address, target) -> false, 0, symbols))
                .isInstanceOf(IOException.class)
                .hasMessage("the virtual machine's table could not be read");
        assertThatThrownBy(() -> VmStructs.read(ThreadStatesLinuxTests::read, 0, Map.of()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> DynamicSymbols.read(Path.of("/etc/passwd")))
                .isInstanceOf(IOException.class)
                .hasMessage("/etc/passwd is no library for 64 bit");
    }
}
