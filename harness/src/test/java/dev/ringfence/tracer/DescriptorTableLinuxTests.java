package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.ffi.DescriptorTable;
import dev.ringfence.ffi.Libc;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.Live;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
class DescriptorTableLinuxTests {
    /** More than one answer of getdents64(2) holds. */
    private static final int MANY = 3_000;

    private final DescriptorTable table = new DescriptorTable(Libc.load());
    private final Deque<Closeable> open = new ArrayDeque<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() throws IOException {
        while (!open.isEmpty()) open.pop().close();
    }

    @Test
    void every_descriptor_has_its_link() throws Exception {
        Path named = Files.createFile(directory.resolve("gr\u00fcn \n (deleted)"));
        open.push(new FileInputStream(named.toFile()));
        Process sleeps = new ProcessBuilder("sleep", "1000")
                .redirectInput(named.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String files = "/proc/" + sleeps.pid() + "/fd";
            // A program that has just been started opens and closes files of the C library.
            Live.waitUntil(
                    "both say the same",
                    () -> Live.value(FdLinks.read(Live.PROC, (int) sleeps.pid()))
                            .equals(table.read(files)));
            assertThat(table.read(files)).containsEntry(0, named.toString()).containsEntry(1, "/dev/null");
        } finally {
            sleeps.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_table_may_have_thousands() throws IOException {
        for (int i = 0; i < MANY; i++) open.push(new FileInputStream("/dev/null"));

        Map<Integer, String> links = table.read("/proc/self/fd");

        assertThat(links).isNotNull();
        assertThat(links.values().stream().filter("/dev/null"::equals)).hasSizeGreaterThanOrEqualTo(MANY);
        assertThat(List.copyOf(links.keySet())).isSorted();
    }

    @Test
    void a_table_that_cannot_be_listed_has_no_links() {
        assertThat(table.read("/proc/self/fdinfo/0")).as("no directory").isNull();
        assertThat(table.read("/proc/0/fd")).as("not there").isNull();
    }
}
