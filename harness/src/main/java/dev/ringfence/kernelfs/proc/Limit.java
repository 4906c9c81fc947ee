package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import org.apiguardian.api.API;

/** How much of something one may have. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Limit {

    /**
     * So much.
     *
     * @param value in the unit of what is limited, as the bits of an unsigned number
     */
    record AtMost(long value) implements Limit {
        /** Returns the number. */
        @Override
        public String toString() {
            return Long.toUnsignedString(value);
        }
    }

    /** As much as there is. */
    record Unlimited() implements Limit {
        /** Returns {@code unlimited}. */
        @Override
        public String toString() {
            return "unlimited";
        }
    }

    /**
     * Parses a number or what stands for none.
     *
     * @param line for errors
     * @param unlimited such as {@code max}
     */
    static Limit of(KernelText.Line line, String text, String unlimited, String field) {
        return text.equals(unlimited) ? new Unlimited() : new AtMost(line.unsigned(text, field));
    }
}
