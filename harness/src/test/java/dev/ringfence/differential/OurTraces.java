package dev.ringfence.differential;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.program.Conditions;
import dev.ringfence.program.Destination;
import dev.ringfence.program.Launch;
import dev.ringfence.program.Layout;
import dev.ringfence.program.ProgramTrace;
import dev.ringfence.program.Quiet;
import dev.ringfence.program.Settings;
import dev.ringfence.program.StatusFilter;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.decode.DecodeOptions;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Traces all programs as {@code ringfence trace -f -o} does: in one JVM, as starting one for each would take longer than
 * the programs.
 */
final class OurTraces {
    private OurTraces() {}

    /** Expects the directory of the sandbox. */
    public static void main(String[] arguments) throws Exception {
        Sandbox sandbox = new Sandbox(Path.of(arguments[0]));
        for (TracedCommand program : TracedCommand.parse(Sandbox.resource("programs.tsv"))) {
            if (arguments.length > 1 && !program.name().matches(arguments[1])) continue;
            sandbox.prepare();
            try (OutputStream log = Files.newOutputStream(sandbox.log(program))) {
                new ProgramTrace(settings(), new Destination.Log(log, false), message -> {}).run(launch(program));
            }
        }
    }

    private static Launch launch(TracedCommand program) throws Exception {
        List<String> command = Sandbox.command(program);
        return new Launch(command.get(0), command, environment(), Set.of(), 0, 0, Optional.empty());
    }

    /** The order of the variables shows in the addresses of what lies above them. */
    private static List<String> environment() throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of("/proc/self/environ"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', '\n');
        List<String> environment = new ArrayList<>();
        for (KernelText.Line line : KernelText.lines("/proc/self/environ", text)) environment.add(line.text());
        return environment;
    }

    private static Settings settings() {
        return new Settings(
                true,
                CallSelection.parse("all"),
                false,
                Conditions.NONE,
                Settings.SignalSelection.ALL,
                StatusFilter.ALL,
                DecodeOptions.DEFAULT,
                Layout.DEFAULT,
                Quiet.level(1),
                Settings.Form.LINES,
                false,
                false);
    }
}
