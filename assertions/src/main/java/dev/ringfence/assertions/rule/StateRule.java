package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.WindowStates;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A rule about what {@code /proc} says at both ends of a window.
 *
 * @param expectation what is expected of the recording, such as {@code to keep its limits}
 * @param found how a message says what was found
 * @param subject what cannot be told where it cannot, with the name of the recording for {@code %s}
 * @param needs parts of the snapshots that are not always there
 * @param finders each finds what breaks it, or why that cannot be told
 * @param excuse why what breaks it may be somebody else's doing, where nothing says that it is the test's
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StateRule(
        String expectation,
        Found found,
        String subject,
        Set<SnapshotPart> needs,
        List<BiFunction<Recording, WindowStates, Reading<List<StateFinding>>>> finders,
        Function<Recording, Optional<String>> excuse) {
    public StateRule {
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(subject, "subject");
        needs = Set.copyOf(needs);
        finders = List.copyOf(finders);
        Objects.requireNonNull(excuse, "excuse");
    }

    StateRule(
            String expectation,
            Found found,
            String subject,
            Set<SnapshotPart> needs,
            BiFunction<Recording, WindowStates, Reading<List<StateFinding>>> finder) {
        this(expectation, found, subject, needs, List.of(finder), recording -> Optional.empty());
    }

    /**
     * How a message says what was found.
     *
     * @param one such as {@code 1 changed}
     * @param many with the number before it, such as {@code changed}
     */
    public record Found(String one, String many) {
        String of(int count) {
            return count == 1 ? one : count + " " + many;
        }
    }

    /** Returns what was found instead. */
    public String found(int count) {
        return found.of(count);
    }

    /** Returns what cannot be told where it cannot. */
    public String subject(Recording recording) {
        return subject.replace("%s", Objects.requireNonNull(recording.name()));
    }

    /** Returns what breaks it, or why that cannot be told: of each thing that it is about. */
    public List<Reading<List<StateFinding>>> find(Recording recording, WindowStates states) {
        return finders.stream().map(finder -> finder.apply(recording, states)).toList();
    }

    /** Returns why what breaks it may be somebody else's doing, where nothing says that it is the test's. */
    public Optional<String> excuse(Recording recording) {
        return excuse.apply(recording);
    }
}
