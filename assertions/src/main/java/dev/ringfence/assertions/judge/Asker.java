package dev.ringfence.assertions.judge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * Who asks for a verdict, as far as a message needs to know.
 *
 * @param info with the description that a test gave
 * @param selector what selects the test alone, looked for where there is a failure
 * @param allowing how somebody who asks like this allows what is named by these globs
 * @param position where it is asked, such as {@code UploadIT.java:31}, looked for where there is a failure; empty for an
 *     annotation
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Asker(
        WritableAssertionInfo info,
        Supplier<Optional<String>> selector,
        Function<List<String>, String> allowing,
        Supplier<Optional<String>> position) {
    public Asker {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(allowing, "allowing");
        Objects.requireNonNull(position, "position");
    }

    /** Makes one of whom it is not told where it is asked. */
    public Asker(
            WritableAssertionInfo info, Supplier<Optional<String>> selector, Function<List<String>, String> allowing) {
        this(info, selector, allowing, Optional::empty);
    }

    /** Returns somebody who asks without a description. */
    public static Asker of(String selector, Function<List<String>, String> allowing) {
        return new Asker(new WritableAssertionInfo(), () -> Optional.of(selector), allowing);
    }
}
