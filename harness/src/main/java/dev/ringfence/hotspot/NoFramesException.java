package dev.ringfence.hotspot;

/** A virtual machine cannot be asked, for the reason that is the message. */
final class NoFramesException extends Exception {
    private static final long serialVersionUID = 1L;

    NoFramesException(String reason) {
        super(reason);
    }
}
