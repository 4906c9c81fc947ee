package dev.ringfence.assertions.evidence;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * An event as evidence for a message.
 *
 * @param event the event
 * @param note what the event does not say itself, such as the file behind a descriptor; may be empty
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Sighting(TraceEvent event, String note) {
    public Sighting {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(note, "note");
    }

    /** Returns an event that says all. */
    public static Sighting of(TraceEvent event) {
        return new Sighting(event, "");
    }

    /** Returns an event with the files whose descriptors it works on. */
    public static Sighting of(SeenCall seen) {
        return new Sighting(
                seen.event(), seen.call().map(call -> files(call, seen)).orElse(""));
    }

    private static String files(SyscallEvent call, SeenCall seen) {
        if (CallDescriptors.takesPath(call)) return "";
        List<String> files = CallDescriptors.worksOn(call).stream()
                .map(seen::held)
                .flatMap(held -> held instanceof Held.Open open ? open.file().stream() : Stream.empty())
                .distinct()
                .toList();
        return files.isEmpty() ? "" : files.stream().collect(Collectors.joining(", ", "on ", ""));
    }

    /** Returns it with another note. */
    public Sighting noting(String newNote) {
        return new Sighting(event, newNote);
    }
}
