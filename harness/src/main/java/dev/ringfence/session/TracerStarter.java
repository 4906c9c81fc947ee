package dev.ringfence.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts the process that connects to a control socket and traces. */
@FunctionalInterface
interface TracerStarter {

    /**
     * Starts it; does not wait until it has connected.
     *
     * @param controlSocket to which it connects, in the private directory
     */
    Running start(Path controlSocket) throws IOException;

    /** The started process. */
    interface Running {
        /** Calls once when it has ended, at once if it has. */
        void onEnd(Runnable action);

        /** Returns how it ended or that it runs, as a clause: {@code exited with code 1}. */
        String state();

        /** Returns the last lines it wrote to its standard streams. */
        List<String> output();

        /** Waits until it has ended by itself, and ends it after the deadline. */
        void end(Duration deadline);
    }
}
