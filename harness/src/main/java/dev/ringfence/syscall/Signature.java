package dev.ringfence.syscall;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a system call takes and gives, the same on every architecture.
 *
 * @param name the kernel's name
 * @param result kind of the result, such as {@code fd}
 * @param parameters its arguments, as many as it takes
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Signature(String name, Kind result, List<Parameter> parameters) {
    public Signature {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(result, "result");
        parameters = List.copyOf(parameters);
    }

    /** An argument: its name in the kernel's source, and how it is decoded. */
    public record Parameter(String name, Kind kind) {
        public Parameter {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /**
     * How a register is decoded.
     *
     * @param name such as {@code flags}
     * @param details what a kind is told in parentheses, such as the vocabulary of the flags
     */
    public record Kind(String name, List<String> details) {
        public Kind {
            Objects.requireNonNull(name, "name");
            details = List.copyOf(details);
        }

        @Override
        public String toString() {
            return details.isEmpty() ? name : name + "(" + String.join(",", details) + ")";
        }
    }
}
