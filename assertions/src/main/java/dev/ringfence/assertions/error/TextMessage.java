package dev.ringfence.assertions.error;

import java.util.Objects;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;
import org.assertj.core.presentation.StandardRepresentation;

/**
 * A message that is laid out already: only the description that a test gave with {@code as(…)} is put before it.
 *
 * @param text the message
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TextMessage(String text) implements ErrorMessageFactory {
    public TextMessage {
        Objects.requireNonNull(text, "text");
    }

    /** Returns the text for an assertion: with its description, or what the test set in place of the message. */
    public static String of(ErrorMessageFactory message, WritableAssertionInfo info) {
        String overriding = info.overridingErrorMessage();
        return overriding != null ? overriding : message.create(info.description(), info.representation());
    }

    @Override
    public String create(Description description, Representation representation) {
        return DescriptionFormatter.instance().format(description) + text;
    }

    @Override
    public String create(Description description) {
        return create(description, StandardRepresentation.STANDARD_REPRESENTATION);
    }

    @Override
    public String create() {
        return text;
    }
}
