package dev.ringfence.syscall.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a call ended, as far as that is known. */
public sealed interface CallEnd {

    /** Returns what strace calls it in {@code -e status=}. */
    Status status();

    /** It returned something other than an error. */
    record Returned() implements CallEnd {
        @Override
        public Status status() {
            return Status.SUCCESSFUL;
        }
    }

    /**
     * It returned an error.
     *
     * @param errno positive
     */
    record Failed(int errno) implements CallEnd {
        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    /** It does not return: its thread ended in it. */
    record Unfinished() implements CallEnd {
        @Override
        public Status status() {
            return Status.UNFINISHED;
        }
    }

    /** It returned, and what is not known: its exit was not observed. */
    record Unavailable() implements CallEnd {
        @Override
        public Status status() {
            return Status.UNAVAILABLE;
        }
    }

    /** What a call came to, as {@code status=} names it. */
    enum Status {
        SUCCESSFUL,
        FAILED,
        UNFINISHED,
        UNAVAILABLE,
        /** It goes on when the tracer leaves. */
        DETACHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status named(String name) {
            return Arrays.stream(values())
                    .filter(status -> status.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is none of "
                            + Arrays.stream(values())
                                    .map(Status::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        }
    }

    /** Returns the end of a call whose result register says this. */
    static CallEnd of(long result) {
        return isError(result) ? new Failed((int) -result) : new Returned();
    }

    /** Returns whether a result register says that the call failed: from -4095 to -1 it is an error. */
    static boolean isError(long result) {
        return result < 0 && result >= -4095;
    }
}
