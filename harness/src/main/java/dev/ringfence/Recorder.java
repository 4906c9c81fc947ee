package dev.ringfence;

import dev.ringfence.recording.Recording;
import org.apiguardian.api.API;

/**
 * Records parts of a traced test. A parameter of this type is resolved in every test of a {@link Traced} class; {@link
 * #current()} is the same recorder. Windows may nest and repeat; each is a recording of its own.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Recorder {

    /** Code that may throw. */
    @FunctionalInterface
    interface Action<X extends Throwable> {
        void run() throws X;
    }

    /** A part of a test that is being recorded. */
    interface Window {
        /**
         * Ends the window, on the thread that opened it, innermost first.
         *
         * @throws IllegalStateException if it has ended, or if a window inside of it has not
         */
        Recording end();
    }

    /** Records what the action does. When it throws, the window is closed and the throwable goes on. */
    <X extends Throwable> Recording record(Action<X> action) throws X;

    /** Opens a window. */
    Window open(String name);

    /** Returns the recording of this test up to here. */
    Recording soFar();

    /**
     * Returns the recorder of the test that runs now.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException outside of a traced test
     */
    static Recorder current() {
        return CurrentRecorder.get();
    }
}
