package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private static ThreadDump.JavaEntry java(ThreadDump dump, int tid) {
        return (ThreadDump.JavaEntry) dump.entry(tid).orElseThrow();
    }

    private static List<String> shown(List<DumpedFrame> frames) {
        return frames.stream().map(DumpedFrame::withoutModule).toList();
    }

    @Test
    void finds_every_thread() {
        assertThat(jdk17.entries()).hasSize(22);
        assertThat(jdk25.entries()).hasSize(23);
    }

    @Test
    void reads_hexadecimal_kernel_ids_of_jdk_17() {
        assertThat(java(jdk17, 0x569b).javaId()).isEqualTo(1);
        assertThat(java(jdk17, 0x56fc).javaId()).isEqualTo(12);
    }

    @Test
    void reads_decimal_kernel_ids_of_jdk_25() {
        assertThat(java(jdk25, 22275).javaId()).isEqualTo(3);
        assertThat(java(jdk25, 22294).javaId()).isEqualTo(22);
    }

    @Test
    void is_not_misled_by_what_a_name_contains() {
        assertThat(java(jdk17, 0x56fd).javaId()).isEqualTo(13);
        assertThat(java(jdk17, 0x56fe).javaId()).isEqualTo(14);
        assertThat(jdk17.entry(0x9)).isEmpty();
        assertThat(java(jdk25, 22295).javaId()).isEqualTo(23);
        assertThat(java(jdk25, 22296).javaId()).isEqualTo(24);
        assertThat(jdk25.entry(12)).isEmpty();
    }

    @Test
    void tells_threads_of_the_virtual_machine() {
        assertThat(jdk17.entry(0x56a1)).contains(new ThreadDump.VmEntry("VM Thread"));
        assertThat(jdk17.entry(0x56e3)).contains(new ThreadDump.VmEntry("GC Thread#1"));
        assertThat(jdk25.entry(22283)).contains(new ThreadDump.VmEntry("VM Thread"));
    }

    @Test
    void has_the_frames_of_each_thread_innermost_first() {
        assertThat(shown(java(jdk17, 0x56fd).frames()))
                .containsExactly(
                        "java.lang.Thread.sleep(Native Method)",
                        "ThreadPrintCapture.sleep(ThreadPrintCapture.java:52)",
                        "ThreadPrintCapture$$Lambda$228/0x00007f868014c428.run(Unknown Source)",
                        "java.lang.Thread.run(Thread.java:840)");
        assertThat(shown(java(jdk25, 22275).frames()))
                .hasSize(15)
                .startsWith("com.sun.management.internal.DiagnosticCommandImpl.executeDiagnosticCommand(Native Method)")
                .contains("ThreadPrintCapture.main(ThreadPrintCapture.java:19)");
        assertThat(java(jdk17, 0x569b).frames()).hasSize(13);
    }

    @Test
    void has_no_frames_for_a_java_thread_that_runs_no_method() {
        assertThat(java(jdk17, 0x56a4).frames()).isEmpty();
        assertThat(java(jdk25, 22286).frames()).isEmpty();
    }

    @Test
    void tells_the_frames_of_a_virtual_thread_from_those_of_its_carrier_whose_line_has_no_nid() {
        ThreadDump.JavaEntry carrier = java(jdk25, 22298);
        ThreadDump.Mounted mounted = carrier.carried().orElseThrow();

        assertThat(shown(carrier.frames()))
                .hasSize(10)
                .startsWith("jdk.internal.vm.Continuation.run(Continuation.java:251)");
        assertThat(mounted.javaId()).isEqualTo(26);
        assertThat(shown(mounted.frames()))
                .hasSize(8)
                .startsWith("ThreadPrintCapture.spin(ThreadPrintCapture.java:47)")
                .endsWith("jdk.internal.vm.Continuation.enter(Continuation.java:316)");
        assertThat(java(jdk25, 22297).carried()).isEmpty();
    }

    @Test
    void does_not_take_a_line_of_a_name_for_a_frame() {
        ThreadDump dump = ThreadDump.parse("""
                "first" #1 [11] prio=5 os_prio=0 tid=0x00007fef2039eb80 nid=11 runnable  [0x00007fef009f4000]
                \tat A.a(A.java:1)

                "second
                \tat Not.there(Not.java:1)
                " #2 [12] prio=5 os_prio=0 tid=0x00007fef2039eb80 nid=12 runnable  [0x00007fef009f4000]
                \tat B.b(B.java:2)

                \tat Not.there(Not.java:2)
                """);

        assertThat(shown(java(dump, 11).frames())).containsExactly("A.a(A.java:1)");
        assertThat(shown(java(dump, 12).frames())).containsExactly("B.b(B.java:2)");
    }
}
