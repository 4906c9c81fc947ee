package dev.ringfence.jupiter;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Says what kind of failure a throwable is, or is the cause of. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface FailureKind {

    /** The kinds that a summary tells apart. */
    enum Kind {
        /** A descriptor was left open. */
        LEAK,
        /** Something was not observed, or is missing. */
        CANNOT_TELL
    }

    /** Returns the kind. */
    Kind kind();

    /** Returns the kind of a failure, which it says itself or its cause says. */
    static Optional<Kind> of(@Nullable Throwable failure) {
        if (failure instanceof FailureKind self) return Optional.of(self.kind());
        return failure != null && failure.getCause() instanceof FailureKind cause
                ? Optional.of(cause.kind())
                : Optional.empty();
    }
}
