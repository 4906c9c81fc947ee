package dev.ringfence.assertions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringfence.assertions.error.CannotTellError;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/** Catches what assertions throw, of exactly the type that it should be. */
public final class Failures {
    private static final Pattern ASSERTED = Pattern.compile("(asserted at:  \\w+\\.java:)\\d+");

    private Failures() {}

    /** Returns the failure of a broken expectation. */
    public static AssertionFailedError failure(ThrowingCallable assertion) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isExactlyInstanceOf(AssertionFailedError.class);
        return (AssertionFailedError) thrown;
    }

    /** Returns the message of a broken expectation, without the line where it is asserted. */
    public static String messageOf(ThrowingCallable assertion) {
        return ASSERTED.matcher(failure(assertion).getMessage()).replaceAll("$1#");
    }

    /** Returns the message of what cannot be told. */
    public static String cannotTell(ThrowingCallable assertion) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isExactlyInstanceOf(CannotTellError.class);
        return thrown.getMessage();
    }
}
