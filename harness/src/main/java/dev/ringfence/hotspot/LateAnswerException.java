package dev.ringfence.hotspot;

/** A virtual machine has not answered in time: perhaps who waits for the answer keeps it from coming. */
final class LateAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    LateAnswerException(String reason) {
        super(reason);
    }
}
