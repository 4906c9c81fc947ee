package dev.ringfence.channel;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The bytes of a channel are not frames, or the channel cannot be used. The message says what was found. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ChannelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message says what was expected and what was found. */
    public ChannelException(String message) {
        super(message);
    }

    /** Makes an exception with its cause. */
    public ChannelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
