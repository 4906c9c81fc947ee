package dev.ringfence.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@link Surroundings}. A file that is not there, or may not be read, explains nothing. */
final class SurroundingsReader {
    private static final int CAP_SYS_PTRACE = 19;
    private static final int SECCOMP_MODE_FILTER = 2;

    private final Path root;

    SurroundingsReader(Path root) {
        this.root = root;
    }

    static Supplier<Surroundings> ofThisMachine() {
        return new SurroundingsReader(Path.of("/"))::read;
    }

    Surroundings read() {
        Optional<String> status = text("proc/self/status");
        return new Surroundings(
                text("proc/sys/kernel/yama/ptrace_scope")
                        .map(SurroundingsParser::yamaScope)
                        .orElse(null),
                status.flatMap(SurroundingsParser::tracer).orElse(null),
                status.map(text -> SurroundingsParser.seccompMode(text) == SECCOMP_MODE_FILTER)
                        .orElse(false),
                status.map(text -> SurroundingsParser.hasCapability(text, CAP_SYS_PTRACE))
                        .orElse(false),
                text("proc/self/uid_map").map(SurroundingsParser::isMapped).orElse(false),
                text("proc/self/attr/current")
                        .flatMap(SurroundingsParser::confinement)
                        .orElse(null),
                text("proc/self/mountinfo").flatMap(SurroundingsParser::hidepid).orElse(null));
    }

    private Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
