package dev.ringfence.assertions.evidence;

import dev.ringfence.event.TraceEvent;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Something that {@code /proc} shows and a rule forbids.
 *
 * @param text a line of evidence, such as {@code Max open files: 1024 (at most 4096) -> 64 (at most 64)}
 * @param names by which it is allowed; the first is shown
 * @param by the calls that made it so, as far as they were observed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StateFinding(String text, List<String> names, List<TraceEvent> by) {
    public StateFinding {
        Objects.requireNonNull(text, "text");
        names = List.copyOf(names);
        by = List.copyOf(by);
        if (names.isEmpty()) throw new IllegalArgumentException("names must not be empty");
    }

    /** Makes one of which no call is known. */
    public StateFinding(String text, List<String> names) {
        this(text, names, List.of());
    }

    /** Returns the same, made so by these calls. */
    public StateFinding by(List<TraceEvent> calls) {
        return new StateFinding(text, names, calls);
    }

    /** Returns whether it is allowed. */
    public boolean isAllowedBy(List<Allowance> allowances) {
        return allowances.stream().anyMatch(allowance -> names.stream().anyMatch(allowance.glob()::matches));
    }
}
