package dev.ringfence.assertions.evidence;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for the verdict, as far as a message needs to know.
 *
 * @param key what the check is called inside its test, the same in every run
 * @param span what the times in a message are counted in: "test", "recording" or "round"
 * @param allowing how this check is told to allow something
 * @param selected what selects the test alone, such as {@code UploadServiceIT#uploads}
 * @param rounds the largest number of confirming runs, or 0 for the configured number
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Occasion(
        String key,
        String span,
        Allowing allowing,
        @Nullable String selected,
        int rounds) {
    public Occasion {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(allowing, "allowing");
    }

    /** Returns what selects the test alone, if it is known. */
    public Optional<String> selector() {
        return Optional.ofNullable(selected);
    }

    /** How a check is told to allow something. */
    public enum Allowing {
        /** By the members of the annotation. */
        ANNOTATION,
        /** By a call before the assertion on the recording. */
        RECORDING,
        /** By asserting on the recording up to here. */
        SO_FAR,
        /** By the settings of the rounds. */
        ROUNDS
    }
}
