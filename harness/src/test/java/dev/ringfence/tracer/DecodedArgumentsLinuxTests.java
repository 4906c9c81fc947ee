package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording holds what strace would show, as values. */
@Tag("traced")
@Tag("tools")
class DecodedArgumentsLinuxTests {
    @TempDir
    Path directory;

    private static String text(SyscallEvent call) {
        return call.decoded().stream()
                .map(argument -> ValueText.of(argument.value()))
                .collect(Collectors.joining(", ", call.name() + "(", ")"));
    }

    @Test
    void arguments_are_known_by_name_and_kind() throws Exception {
        Path program = CPrograms.compile("every-way.c", directory);
        Recording recording = TracedProgram.run(program.toString()).window(1);
        List<SyscallEvent> calls = TracedProgram.events(recording, SyscallEvent.class);

        SyscallEvent open = first(calls, "openat");
        assertThat(open.decoded()).extracting(Argument::name).startsWith("dfd", "filename", "flags");
        assertThat(open.decoded().get(1).value()).isInstanceOf(Value.Text.class);
        assertThat(open.decoded().get(2).value()).isInstanceOf(Value.Flags.class);

        SyscallEvent pipe = first(calls, "pipe2");
        assertThat(text(pipe)).as("what the kernel wrote").matches("pipe2\\(\\[\\d+, \\d+\\], .*\\)");

        assertThat(calls)
                .filteredOn(call -> call.outcome() instanceof Outcome.Returned)
                .allSatisfy(call -> assertThat(call.decoded())
                        .as(call.name())
                        .extracting(Argument::value)
                        .doesNotHaveAnyElementsOfTypes(Value.Pending.class));
    }

    private static SyscallEvent first(List<SyscallEvent> calls, String name) {
        return calls.stream()
                .filter(call -> call.name().equals(name) && !call.failed())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }
}
