package dev.ringfence.environment;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Why tracing does not work on this machine, for a person.
 *
 * @param reason one sentence that says what was tried and what the machine answered
 * @param remedy the one thing to do about it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Diagnosis(String reason, String remedy) {
    public Diagnosis {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(remedy, "remedy");
    }
}
