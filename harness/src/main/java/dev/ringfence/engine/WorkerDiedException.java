package dev.ringfence.engine;

import org.apiguardian.api.API;

/** The forked JVM ended while it ran a test. The message says how, shows its last output, and says what to do. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WorkerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerDiedException(String message) {
        super(message);
    }
}
