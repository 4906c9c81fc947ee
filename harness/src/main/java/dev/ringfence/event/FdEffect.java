package dev.ringfence.event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a system call that returned did to the descriptor table of its process. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface FdEffect {

    /** The table is as it was: the call failed, or is not of that sort. */
    record None() implements FdEffect {}

    /**
     * New open file descriptions, one for each descriptor, in the order in which the call reports them.
     *
     * @param fds the new descriptors, at least one
     * @param kind what they are
     * @param target the file that was opened, as {@code /proc/PID/fd/N} showed it when the call returned: without symbolic
     *     links, whatever name the call gave; null for what is not a file, and where it could not be read
     */
    record Created(List<Fd> fds, FdKind kind, @Nullable String target) implements FdEffect {
        public Created {
            fds = List.copyOf(fds);
            Objects.requireNonNull(kind, "kind");
            if (fds.isEmpty()) throw new IllegalArgumentException("fds must not be empty");
        }

        /** Makes one of what is not a file. */
        public Created(List<Fd> fds, FdKind kind) {
            this(fds, kind, null);
        }

        /** Returns the file that was opened, without symbolic links, if it is known. */
        public Optional<String> file() {
            return Optional.ofNullable(target);
        }
    }

    /**
     * A second descriptor for the open file description of the first. If {@code to} was open, it was closed first
     * (dup2(2): "silently closed before being reused").
     *
     * @param from the descriptor that was copied
     * @param to the copy
     */
    record Duplicated(Fd from, Fd to) implements FdEffect {
        public Duplicated {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * The descriptor is closed. Whatever close(2) returns other than {@code EBADF}, it is gone.
     *
     * @param fd the descriptor
     */
    record Closed(Fd fd) implements FdEffect {
        public Closed {
            Objects.requireNonNull(fd, "fd");
        }
    }

    /**
     * All descriptors from {@code first} to {@code last} inclusive are closed: close_range(2).
     *
     * @param first lowest number
     * @param last highest number, {@link Integer#MAX_VALUE} for "to the end"
     */
    record ClosedRange(int first, int last) implements FdEffect {
        public ClosedRange {
            if (first < 0 || last < first)
                throw new IllegalArgumentException("first..last must be a range: " + first + ".." + last);
        }
    }
}
