package dev.ringfence.assertions.evidence;

import dev.ringfence.Families;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Calls that change what is in a file through a descriptor, and calls that force it to the device. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WritingCalls {
    /** Which argument is the descriptor that is written to. */
    private static final Map<String, Integer> DESTINATIONS = destinations();

    /** sync(2): "causes all pending modifications to filesystem metadata and cached file data to be written". */
    private static final String SYNC = "sync";

    private static final Set<String> FORCING = Set.of("fsync", "fdatasync", "syncfs", SYNC);
    /** What has to be observed to know what was written. */
    public static final Observing WRITING =
            new Observing(DESTINATIONS.keySet(), List.of("writes", "copies", "truncates", "fallocate"));

    private WritingCalls() {}

    private static Map<String, Integer> destinations() {
        Map<String, Integer> destinations = new HashMap<>();
        Families.writes().members().forEach(name -> destinations.put(name, 0));
        destinations.putAll(Map.of("sendfile", 0, "copy_file_range", 2, "splice", 2, "ftruncate", 0, "fallocate", 0));
        return Map.copyOf(destinations);
    }

    /** Returns whether a call writes to a descriptor. */
    public static boolean writes(SyscallEvent call) {
        return DESTINATIONS.containsKey(call.name());
    }

    /** Returns whether a call forces data to the device. */
    public static boolean forces(SyscallEvent call) {
        return FORCING.contains(call.name());
    }

    /** Returns whether a call forces all data, whatever file it is of. */
    public static boolean forcesAll(SyscallEvent call) {
        return call.name().equals(SYNC);
    }

    /** Returns what the descriptor stands for that a call writes to, or forces to the device. */
    public static Held destination(SeenCall seen, SyscallEvent call) {
        int argument = DESTINATIONS.getOrDefault(call.name(), 0);
        return seen.held(call.arguments().get(argument).intValue());
    }

    // --- As conditions ---

    /** Returns the rule for what writes to a file. */
    public static CallRule writing(Glob file) {
        return CallRule.of("write(" + CodeText.literal(file.pattern()) + ")", WRITING, call -> writes(call.name()))
                .narrowed(seen -> ofFile(seen, file));
    }

    /** Returns the rule for what forces a file, or a directory, to the device. */
    public static CallRule forcing(Glob file) {
        Observing observing = Observing.families(Families.fsyncs());
        return CallRule.of(
                        "fsync(" + CodeText.literal(file.pattern()) + ")",
                        observing,
                        call -> FORCING.contains(call.name()))
                .narrowed(seen ->
                        seen.call().filter(WritingCalls::forcesAll).isPresent() ? Answer.YES : ofFile(seen, file));
    }

    /** Returns the rule for what renames. */
    public static CallRule renaming(Glob from, Glob to) {
        String label = "rename(" + CodeText.literal(from.pattern()) + ", " + CodeText.literal(to.pattern()) + ")";
        return CallRule.of(
                        label,
                        Observing.families(Families.renames()),
                        call -> call.name().startsWith("rename"))
                .narrowed(seen -> path(seen.call().flatMap(SyscallEvent::path), from)
                        .and(path(seen.call().flatMap(call -> Optional.ofNullable(call.otherPath())), to)));
    }

    private static boolean writes(String name) {
        return DESTINATIONS.containsKey(name);
    }

    private static Answer path(Optional<String> path, Glob glob) {
        return path.filter(text -> text.startsWith("/"))
                .map(text -> Answer.of(glob.matches(KernelPath.normal(text))))
                .orElse(Answer.unknown("its path is not known"));
    }

    private static Answer ofFile(SeenCall seen, Glob file) {
        return seen.call()
                .map(call -> {
                    Held held = destination(seen, call);
                    if (held instanceof Held.Open open)
                        return Answer.of(open.files().stream().anyMatch(file::matches));
                    boolean worked = call.outcome() instanceof Outcome.Returned;
                    return held instanceof Held.Unknown || worked
                            ? Answer.unknown("it is not known what its descriptor stood for")
                            : Answer.NO;
                })
                .orElse(Answer.NO);
    }
}
