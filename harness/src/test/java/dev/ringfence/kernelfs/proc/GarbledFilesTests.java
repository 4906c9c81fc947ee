package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.KnownFiles.Known;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader on every captured file: as it was captured, cut off, and garbled. */
class GarbledFilesTests {
    private static final int TIMES = 100;

    @TempDir
    Path proc;

    private static List<Known> files() {
        return KnownFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_captured_file_is_understood(Known known) throws IOException {
        int understood = 0;
        for (String kernel : Fixture.KERNELS) {
            for (String name : known.captured()) {
                if (!Fixture.exists(kernel, name)) continue;
                Reading<?> read = read(known, bytes(kernel, name));
                assertThat(read).as("%s of Linux %s", name, kernel).isNotInstanceOf(Reading.Failed.class);
                understood++;
            }
        }
        assertThat(understood).as("captured files").isPositive();
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(120)
    void a_garbled_file_has_a_value_or_fails_with_its_line_and_field(Known known) throws IOException {
        Pattern fault = Pattern.compile(Pattern.quote(proc + "/") + "\\S+, line \\d+, [^:]*.*: .*", Pattern.DOTALL);
        for (String kernel : Fixture.KERNELS) {
            for (String name : known.captured()) {
                if (!Fixture.exists(kernel, name)) continue;
                byte[] text = bytes(kernel, name);
                for (int seed = 0; seed < TIMES; seed++) {
                    byte[] garbled = new Garbler(31L * name.hashCode() + seed).garbled(text);
                    String what = name + " of Linux " + kernel + ", seed " + seed;
                    Reading<?> read;
                    try {
                        read = read(known, garbled);
                    } catch (RuntimeException e) {
                        throw new AssertionError(what + ":\n" + new String(garbled, StandardCharsets.UTF_8), e);
                    }
                    if (read instanceof Reading.Failed<?> failed)
                        assertThat(failed.error()).as(what).matches(fault);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_that_is_cut_off_in_a_line_fails(Known known) throws IOException {
        if (known.mayEndAnywhere()) return;
        for (String kernel : Fixture.KERNELS) {
            for (String name : known.captured()) {
                if (!Fixture.exists(kernel, name)) continue;
                byte[] text = bytes(kernel, name);
                for (int cut = 1; cut <= Math.min(text.length - 1, 40); cut++) {
                    int end = text.length - cut;
                    if (text[end - 1] == '\n') continue;
                    assertThat(read(known, Arrays.copyOf(text, end)))
                            .as("%s of Linux %s without its last %d bytes", name, kernel, cut)
                            .isInstanceOf(Reading.Failed.class);
                }
            }
        }
    }

    @Test
    void every_captured_file_has_a_reader_or_is_known_to_have_none() throws IOException {
        Set<String> unread = new TreeSet<>();
        Set<String> read = new TreeSet<>();
        for (Known known : files()) read.addAll(known.captured());
        for (String kernel : Fixture.KERNELS) {
            Path root = Path.of("src/test/resources/dev/ringfence/kernelfs/proc/linux-" + kernel);
            try (var all = Files.walk(root)) {
                all.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .filter(name -> !read.contains(name))
                        .forEach(unread::add);
            }
        }
        assertThat(unread)
                .as("read by tests of their own: names, links, further files of groups")
                .allMatch(
                        name -> name.matches(
                                "README.md|absent.txt|.*/(comm|links)|net/sockstat|fdinfo/(pipe-.*|pidfd-of-ended)"
                                        + "|cgroup-.*|(deleted|really-named-deleted|running|machine)/(maps|status|syscall|mountinfo)"));
    }

    private Reading<?> read(Known known, byte[] text) throws IOException {
        Path file = proc.resolve(known.path());
        Files.createDirectories(file.getParent());
        // A file that is written over is flushed to the disk by some file systems, a new one is not.
        Files.deleteIfExists(file);
        Files.write(file, text);
        return known.reader().apply(proc);
    }

    private static byte[] bytes(String kernel, String name) {
        return Fixture.bytes(kernel, name);
    }
}
