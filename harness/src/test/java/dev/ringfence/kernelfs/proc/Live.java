package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What tests on the running kernel share. */
public final class Live {
    public static final Path PROC = Path.of("/proc");
    public static final MachineUnits UNITS = value(MachineUnits.read(PROC));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Live() {}

    public static TaskDirectory self() {
        return process(ProcessHandle.current().pid());
    }

    public static TaskDirectory process(long pid) {
        return TaskDirectory.process(PROC, (int) pid);
    }

    /** Returns what was read; it must have been. */
    public static <T> T value(Reading<T> reading) {
        assertThat(reading.fault()).isEmpty();
        return reading.value().orElseThrow();
    }

    public static void waitUntil(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("waited in vain until " + what);
            Thread.sleep(2);
        }
    }
}
