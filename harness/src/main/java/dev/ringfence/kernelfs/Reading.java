package dev.ringfence.kernelfs;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What came of reading something of the kernel's.
 *
 * @param <T> what was to be read
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Reading<T> {

    /** It was there. */
    record Value<T>(T read) implements Reading<T> {
        public Value {
            Objects.requireNonNull(read, "read");
        }
    }

    /**
     * It is not there: the process or the descriptor has gone, or this kernel does not have it.
     *
     * @param reason a clause for a message
     */
    record Absent<T>(String reason) implements Reading<T> {
        public Absent {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It is there, and could not be read.
     *
     * @param error a clause for a message
     */
    record Failed<T>(String error) implements Reading<T> {
        public Failed {
            Objects.requireNonNull(error, "error");
        }
    }

    /** Returns what was read, if it was. */
    default Optional<T> value() {
        return this instanceof Value<T> value ? Optional.of(value.read()) : Optional.empty();
    }

    /** Returns why there is no value, or an empty text. */
    default String fault() {
        if (this instanceof Absent<T> absent) return absent.reason();
        return this instanceof Failed<T> failed ? failed.error() : "";
    }

    /** Returns what the function makes of the value, or the same absence or failure. */
    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        if (this instanceof Value<T> value) return new Value<>(function.apply(value.read()));
        if (this instanceof Absent<T> absent) return new Absent<>(absent.reason());
        return new Failed<>(fault());
    }

    /** Returns what the function makes of the value, which may be another absence or failure, or the same. */
    default <R> Reading<R> flatMap(Function<? super T, ? extends Reading<R>> function) {
        if (this instanceof Value<T> value) return function.apply(value.read());
        if (this instanceof Absent<T> absent) return new Absent<>(absent.reason());
        return new Failed<>(fault());
    }
}
