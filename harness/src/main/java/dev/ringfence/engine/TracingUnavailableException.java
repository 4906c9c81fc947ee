package dev.ringfence.engine;

import org.apiguardian.api.API;

/** This machine does not allow tracing, so nothing was judged. The message says why, and what to do. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TracingUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TracingUnavailableException(String message) {
        super(message);
    }
}
