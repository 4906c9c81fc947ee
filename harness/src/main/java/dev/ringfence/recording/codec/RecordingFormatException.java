package dev.ringfence.recording.codec;

import org.apiguardian.api.API;

/** Bytes are not a recording of a version that is known here. The message says what is wrong and at which place. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecordingFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordingFormatException(String message, Throwable cause) {
        super(message, cause);
    }

    RecordingFormatException(String message) {
        super(message);
    }
}
