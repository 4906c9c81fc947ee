package dev.ringfence.recording;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.syscall.expression.CallFacts.Program;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of one process at one moment of a recording: its program, and what its descriptors stand for. */
final class KnownProcess {
    private final TreeMap<Integer, Target> descriptors;
    /** Whether a number that is not there is not open. */
    private final boolean complete;

    private @Nullable Program program;

    private KnownProcess(Map<Integer, Target> descriptors, boolean complete, @Nullable Program program) {
        this.descriptors = new TreeMap<>(descriptors);
        this.complete = complete;
        this.program = program;
    }

    /** What a descriptor stands for. */
    sealed interface Target {}

    /** As {@code /proc} links it, or the path by which it was opened. */
    record Named(String name) implements Target {}

    /** Nobody saw how it came to be. */
    record Unknown() implements Target {}

    /** It is not open. */
    record None() implements Target {}

    /** The worker at the start of the window. */
    static KnownProcess worker(Map<Integer, String> links) {
        Map<Integer, Target> descriptors = new TreeMap<>();
        links.forEach((fd, link) -> descriptors.put(fd, new Named(link)));
        return new KnownProcess(descriptors, true, new Program("java", true));
    }

    /** One that was there before the window. */
    static KnownProcess unknown() {
        return new KnownProcess(Map.of(), false, null);
    }

    /** A child at its birth. */
    KnownProcess child() {
        return new KnownProcess(descriptors, complete, program);
    }

    void executes(String path) {
        program = new Program(path, false);
    }

    void executesUnknown() {
        program = null;
    }

    @Nullable
    Program program() {
        return program;
    }

    Target target(int fd) {
        Target known = descriptors.get(fd);
        if (known != null) return known;
        return complete ? new None() : new Unknown();
    }

    /** A call of it has returned. */
    void apply(SyscallEvent call) {
        FdEffect effect = call.effect();
        if (effect instanceof FdEffect.Created created) {
            created.fds().forEach(fd -> descriptors.put(fd.value(), made(created.kind(), call.pathArgument())));
        } else if (effect instanceof FdEffect.Duplicated duplicated) {
            descriptors.put(duplicated.to().value(), target(duplicated.from().value()));
        } else if (effect instanceof FdEffect.Closed closed) {
            descriptors.put(closed.fd().value(), new None());
        } else if (effect instanceof FdEffect.ClosedRange range) {
            descriptors.subMap(range.first(), true, range.last(), true).replaceAll((fd, target) -> new None());
        }
    }

    private static Target made(FdKind kind, @Nullable String path) {
        return switch (kind) {
            case FILE -> path == null || !path.startsWith("/") ? new Unknown() : new Named(path);
            case PASSED, MOUNT, OTHER -> new Unknown();
            default -> new Named(kind.noun() + ":[?]");
        };
    }
}
