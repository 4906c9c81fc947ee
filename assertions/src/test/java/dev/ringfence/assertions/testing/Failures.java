package dev.ringfence.assertions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringfence.assertions.error.CannotTellError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/** Catches what assertions throw, of exactly the type that it should be. */
public final class Failures {
    private Failures() {}

    /** Returns the failure of a broken expectation. */
    public static AssertionFailedError failure(ThrowingCallable assertion) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isExactlyInstanceOf(AssertionFailedError.class);
        return (AssertionFailedError) thrown;
    }

    /** Returns the message of what cannot be told. */
    public static String cannotTell(ThrowingCallable assertion) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isExactlyInstanceOf(CannotTellError.class);
        return thrown.getMessage();
    }
}
