package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The captures' headers were read by eye; see README.md beside them. */
class ThreadDumpTests {
    private final ThreadDump jdk17 = capture("thread-print-jdk-17.txt");
    private final ThreadDump jdk25 = capture("thread-print-jdk-25.txt");

    private static ThreadDump capture(String name) {
        try (InputStream in = Objects.requireNonNull(ThreadDumpTests.class.getResourceAsStream(name), name)) {
            return ThreadDump.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void finds_every_thread() {
        assertThat(jdk17.entries()).hasSize(22);
        assertThat(jdk25.entries()).hasSize(23);
    }

    @Test
    void reads_hexadecimal_kernel_ids_of_jdk_17() {
        assertThat(jdk17.entry(0x569b)).contains(new ThreadDump.JavaEntry(1, null));
        assertThat(jdk17.entry(0x56fc)).contains(new ThreadDump.JavaEntry(12, null));
    }

    @Test
    void reads_decimal_kernel_ids_of_jdk_25() {
        assertThat(jdk25.entry(22275)).contains(new ThreadDump.JavaEntry(3, null));
        assertThat(jdk25.entry(22294)).contains(new ThreadDump.JavaEntry(22, null));
    }

    @Test
    void is_not_misled_by_what_a_name_contains() {
        assertThat(jdk17.entry(0x56fd)).contains(new ThreadDump.JavaEntry(13, null));
        assertThat(jdk17.entry(0x56fe)).contains(new ThreadDump.JavaEntry(14, null));
        assertThat(jdk17.entry(0x9)).isEmpty();
        assertThat(jdk25.entry(22295)).contains(new ThreadDump.JavaEntry(23, null));
        assertThat(jdk25.entry(22296)).contains(new ThreadDump.JavaEntry(24, null));
        assertThat(jdk25.entry(12)).isEmpty();
    }

    @Test
    void tells_threads_of_the_virtual_machine() {
        assertThat(jdk17.entry(0x56a1)).contains(new ThreadDump.VmEntry("VM Thread"));
        assertThat(jdk17.entry(0x56e3)).contains(new ThreadDump.VmEntry("GC Thread#1"));
        assertThat(jdk25.entry(22283)).contains(new ThreadDump.VmEntry("VM Thread"));
    }

    @Test
    void shows_the_virtual_thread_on_its_carrier_whose_line_has_no_nid() {
        ThreadDump.Mounted mounted = ((ThreadDump.JavaEntry) jdk25.entry(22298).orElseThrow())
                .carried()
                .orElseThrow();

        assertThat(mounted.javaId()).isEqualTo(26);
        assertThat(mounted.frames()).hasSize(8);
        assertThat(mounted.frames().get(0))
                .isEqualTo(new StackTraceElement("ThreadPrintCapture", "spin", "ThreadPrintCapture.java", 47));
        assertThat(mounted.frames().get(2))
                .isEqualTo(new StackTraceElement("ThreadPrintCapture$$Lambda/0x0000000011162800", "run", null, -1));
        assertThat(mounted.frames().get(5))
                .isEqualTo(new StackTraceElement(
                        null,
                        "java.base",
                        "25.0.3",
                        "java.lang.VirtualThread$VThreadContinuation$1",
                        "run",
                        "VirtualThread.java",
                        252));
    }

    @Test
    void reads_a_native_frame() {
        ThreadDump dump = ThreadDump.parse("""
                "w" #27 [22298] daemon prio=5 os_prio=0 cpu=283.97ms elapsed=0.66s tid=0x00007fef2039eb80  [0x00007fef009f4000]
                   Mounted virtual thread #26
                \tat java.io.FileInputStream.open0(java.base@25.0.3/Native Method)
                """);

        StackTraceElement frame = ((ThreadDump.JavaEntry) dump.entry(22298).orElseThrow())
                .carried()
                .orElseThrow()
                .frames()
                .get(0);
        assertThat(frame.isNativeMethod()).isTrue();
        assertThat(frame.getFileName()).isNull();
    }
}
