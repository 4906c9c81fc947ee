package dev.ringfence.program;

/** A process could not be attached to. */
public final class AttachException extends Exception {
    private static final long serialVersionUID = 1L;

    AttachException(String message) {
        super(message);
    }
}
