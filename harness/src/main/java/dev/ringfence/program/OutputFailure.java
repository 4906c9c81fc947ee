package dev.ringfence.program;

import java.io.IOException;

/** What was traced could not be written. */
public final class OutputFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputFailure(IOException cause) {
        super("the output could not be written: " + cause.getMessage(), cause);
    }
}
