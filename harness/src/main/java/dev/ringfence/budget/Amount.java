package dev.ringfence.budget;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** What one recording says about a metric. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Amount {

    /**
     * It says the number.
     *
     * @param value not negative
     * @param byCall how much of it each call makes up, by the kernel's name; empty where it is not made up of calls
     */
    record Known(long value, SortedMap<String, Long> byCall) implements Amount {
        public Known {
            if (value < 0) throw new IllegalArgumentException("value must not be negative but was " + value);
            byCall = Collections.unmodifiableSortedMap(new TreeMap<>(byCall));
        }

        /** Makes a number that is not made up of calls. */
        public static Known of(long value) {
            return new Known(value, new TreeMap<>(Map.of()));
        }
    }

    /**
     * It does not: something was not observed, or is missing.
     *
     * @param reason a clause, such as {@code read was not observed}
     */
    record Unknown(String reason) implements Amount {
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
