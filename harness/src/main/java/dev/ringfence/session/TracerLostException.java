package dev.ringfence.session;

/** The tracer sends no more frames. The message is a clause that says why. */
final class TracerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    TracerLostException(String message) {
        super(message);
    }
}
