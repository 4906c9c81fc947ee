package dev.ringfence.samples.upload;

/** Thrown for an upload that breaks a rule. Its message is for the sender. */
public final class UploadRejectedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    UploadRejectedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the HTTP status, such as 422. */
    public int status() {
        return status;
    }
}
