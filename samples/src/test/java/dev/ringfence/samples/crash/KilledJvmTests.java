package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever dies, no process and no file stays behind. */
class KilledJvmTests {
    // Not @TempDir: the path of a socket in it has to be short.
    private Path directory;
    private Process testJvm;

    /** Processes of a run: forked JVM, tracer, child of the test. */
    private List<ProcessHandle> running;

    @BeforeEach
    void start() throws IOException {
        directory = Files.createTempDirectory(Path.of("/tmp"), "k");
        Path file = directory.resolve("running");
        testJvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-Dringfence.cache=" + directory.resolve("cache"),
                        "-D" + WaitingTestCase.FILE + "=" + file,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingJvm.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        eventually("the test runs", () -> Files.exists(file) || !testJvm.isAlive());
        assertThat(testJvm.isAlive())
                .as(() -> "the test JVM lives; it wrote: " + output())
                .isTrue();
        running = Arrays.stream(Files.readString(file).split(" "))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
    }

    private String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterEach
    void clean() throws IOException {
        testJvm.destroyForcibly();
        running.forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + " within a minute").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private boolean nothingRuns() {
        return running.stream().noneMatch(ProcessHandle::isAlive);
    }

    /** What is in the directory for what can be made again: an archive, if it is whole, may stay. */
    private List<Path> leftInCache() {
        Path cache = directory.resolve("cache");
        // Where the harness is a directory of classes, there is no archive.
        if (Files.notExists(cache)) return List.of();
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> !file.toString().endsWith(".jsa")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Path> left() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !List.of(
                                    "running", "output", "cache", "hsperfdata_" + System.getProperty("user.name"))
                            .contains(file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void all_that_a_run_started_ends_with_a_test_jvm_that_is_killed() {
        testJvm.destroyForcibly();

        eventually("the forked JVM, its tracer and the test's child end", this::nothingRuns);
        eventually("their files are gone", () -> left().isEmpty());
        eventually(
                "what was being made again is whole or gone",
                () -> leftInCache().isEmpty());
    }

    @Test
    void all_that_a_run_started_ends_with_a_test_jvm_that_is_asked_to_end() {
        testJvm.destroy();

        eventually("the forked JVM, its tracer and the test's child end", this::nothingRuns);
        eventually("their files are gone", () -> left().isEmpty());
        eventually(
                "what was being made again is whole or gone",
                () -> leftInCache().isEmpty());
    }

    @Test
    void the_worker_and_the_child_of_its_test_end_with_a_tracer_that_is_killed() {
        ProcessHandle tracer = running.get(1);
        tracer.destroyForcibly();

        eventually("the forked JVM and the test's child end", this::nothingRuns);
        eventually("the test JVM ends, with its report", () -> !testJvm.isAlive());
        eventually("their files are gone", () -> left().isEmpty());
        eventually(
                "what was being made again is whole or gone",
                () -> leftInCache().isEmpty());
    }
}
