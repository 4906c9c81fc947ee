package dev.ringfence.ledger;

import dev.ringfence.event.Fd;
import dev.ringfence.event.SyscallEvent;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** How a descriptor came to be. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Opening {

    /** It was there when the window opened. */
    record Before() implements Opening {}

    /**
     * A system call inside the window made it.
     *
     * @param event the call
     * @param copiedFrom the descriptor it is a copy of, for dup(2) and its kin
     */
    record Seen(SyscallEvent event, @Nullable Fd copiedFrom) implements Opening {
        public Seen {
            Objects.requireNonNull(event, "event");
        }

        /** Returns the descriptor it is a copy of. */
        public Optional<Fd> source() {
            return Optional.ofNullable(copiedFrom);
        }
    }

    /** {@code /proc} shows it, and no watched call made it. The recording is not complete. */
    record Unseen() implements Opening {}
}
