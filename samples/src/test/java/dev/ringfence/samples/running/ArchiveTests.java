package dev.ringfence.samples.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringfence.Traced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first run leaves a class-data archive of the tracer in a directory of the user's, later ones use it. */
class ArchiveTests {
    private static final String USES = "-XX:SharedArchiveFile=";

    @TempDir
    Path directory;

    /** What is run: one traced test. */
    static final class OneTest {
        public static void main(String[] arguments) {
            List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE).of(OneTestCase.class);
            System.out.println(verdicts);
            System.exit(verdicts.size() == 1 && verdicts.get(0).isSuccessful() ? 0 : 1);
        }
    }

    @Traced
    static class OneTestCase {
        @Test
        void passes() {}
    }

    /** Runs it, and returns whether its tracer was given an archive. */
    private boolean run() throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dringfence.cache=" + directory.resolve("cache"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        boolean used = false;
        while (process.isAlive() && System.nanoTime() < deadline) {
            used |= process.children()
                    .anyMatch(child -> Arrays.stream(child.info().arguments().orElse(new String[0]))
                            .anyMatch(argument -> argument.startsWith(USES)));
        }
        process.destroyForcibly();
        assertThat(process.waitFor()).as(() -> text(output)).isZero();
        return used;
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
            return files.toList();
        }
    }

    @Test
    void the_second_run_uses_what_the_first_one_wrote() throws Exception {
        Path harness = Path.of(
                Traced.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.isRegularFile(harness), "an archive is made of jars alone, and the harness is in " + harness);

        assertThat(run()).isFalse();
        assertThat(archives()).hasSize(1);
        Path archive = archives().get(0);
        FileTime written = Files.getLastModifiedTime(archive);

        assertThat(run()).isTrue();
        assertThat(archives()).containsExactly(archive);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(written);
    }
}
