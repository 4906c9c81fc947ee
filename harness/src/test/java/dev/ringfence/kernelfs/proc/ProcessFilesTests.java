package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.ResourceLimits.Resource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFilesTests {
    private static final List<String> KERNELS = Fixture.KERNELS;
    private static final MachineUnits UNITS = new MachineUnits(100, 4096);

    @ParameterizedTest
    @FieldSource("KERNELS")
    void arguments_and_environment_end_with_zero_bytes(String kernel) {
        assertThat(CommandLine.parse(Fixture.text(kernel, "odd/cmdline")).arguments())
                .containsExactly("sh", "-c", "trap : USR1 TERM; read x", "", "two words", "line\nfeed", "tab\t");
        ProcessEnvironment environment = ProcessEnvironment.parse(Fixture.text(kernel, "odd/environ"));
        assertThat(environment.entries()).containsExactly("PLAIN=1", "EMPTY=", "LINES=a\nb=c");
        assertThat(environment.value("LINES")).hasValue("a\nb=c");
        assertThat(environment.value("EMPTY")).hasValue("");
        assertThat(environment.value("ABSENT")).isEmpty();
    }

    @Test
    void what_a_process_wrote_over_its_arguments_needs_no_zero_byte() {
        assertThat(CommandLine.parse("nginx: worker process").arguments()).containsExactly("nginx: worker process");
        assertThat(CommandLine.parse("a\0b").arguments()).containsExactly("a", "b");
        assertThat(CommandLine.parse("\0\0").arguments()).containsExactly("", "");
        assertThat(ProcessEnvironment.parse("A=1\0A=2\0no value\0").value("A")).hasValue("1");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void what_has_ended_has_no_arguments(String kernel) {
        assertThat(CommandLine.parse(Fixture.text(kernel, "zombie/cmdline")).arguments())
                .isEmpty();
        assertThat(MemoryPages.parse("statm", Fixture.text(kernel, "zombie/statm"), UNITS))
                .isEqualTo(new MemoryPages(0, 0, 0, 0, 0));
    }

    @Test
    void pages_are_bytes() {
        assertThat(MemoryPages.parse("statm", "567 417 401 388 0 77 0\n", UNITS))
                .isEqualTo(new MemoryPages(567 * 4096, 417 * 4096, 401 * 4096, 388 * 4096, 77 * 4096));
        assertThatThrownBy(() -> MemoryPages.parse("statm", "567 417 401 388 0 77\n", UNITS))
                .hasMessageStartingWith("statm, line 1, dt: the line has only 6 fields");
        assertThatThrownBy(() -> MemoryPages.parse("statm", "567 417 401 388 0 77 0 1\n", UNITS))
                .hasMessageStartingWith("statm, line 1, end: there are more than 7 fields");
    }

    @Test
    void counters_of_io_are_told_apart() {
        String text = "rchar: 18446744073709551615\nwchar: 12\nsyscr: 13\nsyscw: 14\nread_bytes: 15\nwrite_bytes: 16\n"
                + "cancelled_write_bytes: 17\n";
        assertThat(TaskIo.parse("io", text)).isEqualTo(new TaskIo(-1, 12, 13, 14, 15, 16, 17));
        assertThatThrownBy(() -> TaskIo.parse("io", text.replace("syscw", "sysc")))
                .hasMessageStartingWith("io, line 1, syscw: there is no such line");
        for (String kernel : KERNELS) {
            assertThat(TaskIo.parse("io", Fixture.text(kernel, "thread-0/io")).sentBytes())
                    .isZero();
        }
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void limits_are_as_they_were_set(String kernel) {
        ResourceLimits limits = ResourceLimits.parse("limits", Fixture.text(kernel, "odd/limits"));
        assertThat(limits.of(Resource.NOFILE))
                .isEqualTo(new Reading.Value<>(
                        new ResourceLimits.Row(new Limit.AtMost(1234), new Limit.AtMost(4321), "files")));
        assertThat(limits.of(Resource.CORE))
                .isEqualTo(new Reading.Value<>(
                        new ResourceLimits.Row(new Limit.AtMost(0), new Limit.AtMost(8192), "bytes")));
        assertThat(limits.of(Resource.CPU))
                .isEqualTo(new Reading.Value<>(
                        new ResourceLimits.Row(new Limit.AtMost(1000), new Limit.Unlimited(), "seconds")));
        assertThat(limits.of(Resource.NICE))
                .isEqualTo(new Reading.Value<>(new ResourceLimits.Row(new Limit.AtMost(0), new Limit.AtMost(0), "")));
        for (Resource resource : Resource.values())
            assertThat(limits.of(resource)).isInstanceOf(Reading.Value.class);
        assertThat(limits.rows()).hasSize(Resource.values().length);
    }

    @Test
    void a_limit_that_is_not_understood_is_refused() {
        String text = Fixture.text("odd/limits");
        assertThatThrownBy(() -> ResourceLimits.parse("limits", text.replace("1234 ", "12x4 ")))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("limits, line 9, soft limit: expected a number");
        assertThatThrownBy(() -> ResourceLimits.parse("limits", text + "Max\n"))
                .hasMessageStartingWith("limits, line 18, limit: the line is too short");
        assertThatThrownBy(() -> ResourceLimits.parse("limits", "x\n")).hasMessageContaining("header");
        String without = text.replaceAll("Max nice.*\n", "");
        assertThat(ResourceLimits.parse("limits", without).of(Resource.NICE))
                .isEqualTo(new Reading.Absent<>("there is no row \"Max nice priority\""));
    }

    @Test
    void a_score_may_be_negative() {
        assertThat(OutOfMemoryScore.parse("f", "668\n")).isEqualTo(668);
        assertThat(OutOfMemoryScore.parse("f", "-1000\n")).isEqualTo(-1000);
        assertThatThrownBy(() -> OutOfMemoryScore.parse("f", "")).isInstanceOf(KernelTextException.class);
    }

    @Test
    void what_waits_nowhere_has_no_channel() {
        assertThat(WaitChannel.of("poll_schedule_timeout.constprop.0"))
                .isEqualTo(new Reading.Value<>("poll_schedule_timeout.constprop.0"));
        assertThat(WaitChannel.of("0")).isInstanceOf(Reading.Absent.class);
        assertThat(WaitChannel.of(Fixture.text("5.10", "zombie/wchan"))).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_call_has_six_arguments() {
        assertThat(CurrentCall.parse(
                        "syscall",
                        "7 0x7ffe5edc3418 0x1 0xffffffff 0x447060 0x0 0x6 0x7ffe5edc33e8 0xffffffffffffffff\n"))
                .isEqualTo(new CurrentCall.InCall(
                        7, List.of(0x7ffe5edc3418L, 1L, 0xffffffffL, 0x447060L, 0L, 6L), 0x7ffe5edc33e8L, -1));
        assertThat(CurrentCall.parse("syscall", "running\n")).isEqualTo(new CurrentCall.Running());
        assertThat(CurrentCall.parse("syscall", "-1 0x12 0x34\n"))
                .isEqualTo(new CurrentCall.OutsideOfCalls(0x12, 0x34));
    }

    @ParameterizedTest
    @CsvSource({
        "'7 0x0 0x1 0x2\n', argument 4: the line has only 4 fields",
        "'7 0x0 1 0x2\n', argument 2: expected 0x and a number",
        "'running 1\n', end: there are more than 1 fields",
        "'-1 0x1\n', program counter: the line has only 2 fields",
        "'x\n', call: expected a number"
    })
    void a_call_that_is_not_understood_is_refused(String text, String message) {
        assertThatThrownBy(() -> CurrentCall.parse("syscall", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("syscall, line 1, " + message);
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_calls_are_understood(String kernel) {
        assertThat(CurrentCall.parse("syscall", Fixture.text(kernel, "odd/syscall")))
                .isInstanceOfSatisfying(
                        CurrentCall.InCall.class,
                        call -> assertThat(call.number()).isEqualTo(7));
        assertThat(CurrentCall.parse("syscall", Fixture.text(kernel, "zombie/syscall")))
                .isEqualTo(new CurrentCall.OutsideOfCalls(0, 0));
        assertThat(CurrentCall.parse("syscall", Fixture.text(kernel, "running/syscall")))
                .isInstanceOf(CurrentCall.InCall.class);
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void a_stack_has_the_innermost_frame_first(String kernel) {
        List<KernelStack.Frame> frames =
                KernelStack.parse("stack", Fixture.text(kernel, "odd/stack")).frames();
        assertThat(frames).extracting(KernelStack.Frame::function).contains("do_sys_poll", "do_syscall_64");
        assertThat(frames.get(0).function()).contains("poll");
        assertThat(KernelStack.parse("stack", Fixture.text(kernel, "zombie/stack"))
                        .frames())
                .isEmpty();
    }

    @Test
    void a_frame_has_offset_size_and_module() {
        KernelStack stack = KernelStack.parse("stack", "[<0>] a.b+0x37/0x90\n[<0>] c+0x1/0x2 [virtio_blk]\n");
        assertThat(stack.frames())
                .containsExactly(
                        new KernelStack.Frame("a.b", 0x37, 0x90, null), new KernelStack.Frame("c", 1, 2, "virtio_blk"));
        assertThat(stack.frames().get(1).module()).hasValue("virtio_blk");
        for (String text : List.of("[<0>] a\n", "[<0>] a+1/0x2\n", "[<0>] a+0x1\n", "[<0>] a+0x1/0x2 m\n", "a\n"))
            assertThatThrownBy(() -> KernelStack.parse("stack", text)).isInstanceOf(KernelTextException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmdline", "environ", "statm", "io", "limits", "oom_score", "wchan", "syscall", "stack"})
    void what_has_gone_is_absent(String file, @TempDir Path proc) {
        TaskDirectory gone = new ProcTree(proc).process(7);
        Reading<?> read = switch (file) {
            case "cmdline" -> CommandLine.read(gone);
            case "environ" -> ProcessEnvironment.read(gone);
            case "statm" -> MemoryPages.read(gone, UNITS);
            case "io" -> TaskIo.read(gone);
            case "limits" -> ResourceLimits.read(gone);
            case "oom_score" -> OutOfMemoryScore.read(gone);
            case "wchan" -> WaitChannel.read(gone);
            case "syscall" -> CurrentCall.read(gone);
            default -> KernelStack.read(gone);
        };
        assertThat(read).isEqualTo(new Reading.Absent<>(proc + "/7/" + file + " is not there"));
    }
}
