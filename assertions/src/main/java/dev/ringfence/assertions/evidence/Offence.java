package dev.ringfence.assertions.evidence;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Something that breaks a rule.
 *
 * @param sighting the event
 * @param names what it was about, by each of its names: a path, an address, a program; what is to be allowed is one of
 *     them. The first is shown
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Offence(Sighting sighting, List<String> names) {
    public Offence {
        Objects.requireNonNull(sighting, "sighting");
        names = List.copyOf(names);
        if (names.isEmpty()) throw new IllegalArgumentException("names must not be empty");
    }

    /** Returns what it was about. */
    public String what() {
        return names.get(0);
    }

    /** Returns whether it is allowed. */
    boolean isAllowedBy(List<Allowance> allowances) {
        return allowances.stream().anyMatch(allowance -> names.stream().anyMatch(allowance.glob()::matches));
    }
}
