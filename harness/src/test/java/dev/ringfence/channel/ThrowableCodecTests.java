package dev.ringfence.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

class ThrowableCodecTests {

    private static Throwable roundTrip(Throwable throwable) {
        return ThrowableCodec.decode(ThrowableCodec.encode(throwable));
    }

    private static String print(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void a_throwable_arrives_as_the_same_type_with_all_that_is_in_it() {
        IllegalStateException original = new IllegalStateException("outer", new IOException("inner"));
        original.addSuppressed(new TestAbortedException("suppressed"));

        Throwable decoded = roundTrip(original);

        assertThat(decoded).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(print(decoded)).isEqualTo(print(original));
    }

    @Test
    void expected_and_actual_arrive() {
        AssertionFailedError decoded = (AssertionFailedError) roundTrip(new AssertionFailedError("differs", 1, null));

        assertThat(decoded.getExpected().getValue()).isEqualTo(1);
        assertThat(decoded.isActualDefined()).isTrue();
        assertThat(decoded.getActual().getValue()).isNull();
    }

    @Test
    void an_exception_that_cannot_be_serialised_reads_the_same() {
        Exception original = new UnserialisableException("with a thread", new IOException("inner"));
        original.addSuppressed(new IllegalStateException("suppressed"));

        Throwable decoded = roundTrip(original);

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        remote -> assertThat(remote.className()).isEqualTo(UnserialisableException.class.getName()));
        assertThat(decoded).hasMessage("with a thread");
        assertThat(print(decoded)).isEqualTo(print(original));
    }

    @Test
    void an_assertion_error_that_cannot_be_serialised_stays_an_assertion_error_and_comparable() {
        AssertionFailedError original = new UnserialisableFailure("differs", List.of("a"), List.of("b"));

        Throwable decoded = roundTrip(original);

        assertThat(decoded).isInstanceOfSatisfying(RemoteAssertionError.class, remote -> {
            assertThat(remote.getExpected().getStringRepresentation()).isEqualTo("[a]");
            assertThat(remote.getActual().getStringRepresentation()).isEqualTo("[b]");
            assertThat(remote.className()).isEqualTo(UnserialisableFailure.class.getName());
        });
        assertThat(print(decoded)).isEqualTo(print(original));
    }

    @Test
    void an_assertion_error_without_values_is_not_comparable_as_a_proxy_either() {
        Throwable decoded = roundTrip(new UnserialisableFailure("differs"));

        assertThat(decoded).isInstanceOfSatisfying(RemoteAssertionError.class, remote -> {
            assertThat(remote.isExpectedDefined()).isFalse();
            assertThat(remote.isActualDefined()).isFalse();
        });
    }

    @Test
    void only_the_part_that_cannot_be_serialised_is_replaced() {
        Exception cause = new UnserialisableException("cause", null);
        AssertionError original = new AssertionError("outer", cause);
        original.addSuppressed(new UnserialisableException("suppressed", null));

        Throwable decoded = roundTrip(original);

        assertThat(decoded).isExactlyInstanceOf(AssertionError.class);
        assertThat(decoded.getCause()).isInstanceOf(RemoteException.class);
        assertThat(decoded.getSuppressed()).singleElement().isInstanceOf(RemoteException.class);
        assertThat(print(decoded)).isEqualTo(print(original));
    }

    @Test
    void the_failures_of_assert_all_arrive() {
        Throwable decoded = roundTrip(new MultipleFailuresError(
                "two", List.of(new AssertionError("first"), new UnserialisableException("second", null))));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        MultipleFailuresError.class,
                        failures -> assertThat(failures.getFailures())
                                .extracting(Throwable::toString)
                                .containsExactly(
                                        "java.lang.AssertionError: first",
                                        UnserialisableException.class.getName() + ": second"));
    }

    @Test
    void an_exception_whose_methods_throw_arrives_nevertheless() {
        Throwable decoded = roundTrip(new HostileException());

        assertThat(decoded)
                .hasToString(HostileException.class.getName()
                        + " (its toString() threw java.lang.UnsupportedOperationException)")
                .hasMessage("(getMessage() threw java.lang.UnsupportedOperationException)");
    }

    @Test
    void causes_that_form_a_circle_end() {
        Exception first = new UnserialisableException("first", null);
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        Throwable decoded = roundTrip(first);

        assertThat(decoded).hasMessage("first");
        assertThat(Objects.requireNonNull(decoded.getCause()))
                .hasMessage("second")
                .hasNoCause();
    }

    @Test
    void a_message_of_many_megabytes_is_shortened() {
        Throwable decoded = roundTrip(new IllegalStateException("x".repeat(20 << 20)));

        assertThat(decoded).isInstanceOf(RemoteException.class);
        assertThat(decoded.getMessage()).hasSizeLessThan(2 << 20).endsWith("… and 19922944 more characters");
    }

    @Test
    void other_bytes_are_refused() {
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> ThrowableCodec.decode(new byte[] {1, 2, 3}))
                .withMessage("expected a throwable but found 3 other bytes");
    }

    @Test
    void an_object_that_cannot_be_serialised_is_no_bytes_and_no_bytes_are_no_object() {
        assertThat(JavaSerialization.encode(new Object())).isNull();
        assertThat(JavaSerialization.encode(null)).isNull();
        assertThat(JavaSerialization.decode(null, String.class)).isEmpty();
        assertThat(JavaSerialization.decode(JavaSerialization.encode(1), String.class))
                .isEmpty();
        assertThat(JavaSerialization.decode(JavaSerialization.encode("text"), String.class))
                .contains("text");
    }

    private static final class UnserialisableException extends Exception {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused", "FieldCanBeLocal"})
        private final Object held = new Object();

        UnserialisableException(String message, Throwable cause) {
            super(message);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    private static final class UnserialisableFailure extends AssertionFailedError {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused", "FieldCanBeLocal"})
        private final Object held = new Object();

        UnserialisableFailure(String message) {
            super(message);
        }

        UnserialisableFailure(String message, Object expected, Object actual) {
            super(message, expected, actual);
        }
    }

    private static final class HostileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused", "FieldCanBeLocal"})
        private final Object held = new Object();

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException();
        }
    }
}
