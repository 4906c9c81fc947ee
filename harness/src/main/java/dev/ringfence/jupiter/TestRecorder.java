package dev.ringfence.jupiter;

import dev.ringfence.Recorder;
import dev.ringfence.recording.Recording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recorder of one run of a test body. The test's own window is the outermost; the others stand on it as a stack,
 * whatever threads opened them, because a marker of one window may not lie across the border of another.
 */
final class TestRecorder implements Recorder {
    private final WindowSource source;
    private final String testName;
    private final Deque<OpenWindow> open = new ArrayDeque<>();
    private boolean over;

    private TestRecorder(WindowSource source, String testName) {
        this.source = source;
        this.testName = testName;
    }

    /** Opens the test's window on this thread. */
    static TestRecorder begin(WindowSource source, String testName) {
        TestRecorder recorder = new TestRecorder(source, testName);
        recorder.push(testName);
        return recorder;
    }

    @Override
    public <X extends Throwable> Recording record(Action<X> action) throws X {
        Objects.requireNonNull(action, "action");
        OpenWindow window = push(testName);
        try {
            action.run();
        } catch (Throwable t) {
            closeBecauseOf(window, t);
            throw t;
        }
        return window.end();
    }

    @Override
    public Window open(String name) {
        return push(Objects.requireNonNull(name, "name"));
    }

    @Override
    public synchronized Recording soFar() {
        checkNotOver();
        return source.soFar(open.getLast().number).named(testName);
    }

    /**
     * Ends the test's window after its body has passed.
     *
     * @throws IllegalStateException if the body left a window open; all are closed nevertheless
     */
    synchronized Recording end() {
        OpenWindow left = open.getFirst();
        Recording recording = closeAll();
        if (left.outermost) return recording;
        throw new IllegalStateException("the window \"" + left.name + "\" was opened and not ended");
    }

    /** Ends the test's window after its body has thrown, with all that are still open inside of it. */
    synchronized Recording abandon() {
        return closeAll();
    }

    /** Closes from the inside out, all of them even where one fails, and returns the recording of the outermost. */
    private Recording closeAll() {
        over = true;
        while (open.size() > 1) {
            try {
                close(open.getFirst());
            } catch (RuntimeException e) {
                closeAfter(e);
                throw e;
            }
        }
        return close(open.getFirst());
    }

    private void closeAfter(RuntimeException failure) {
        while (!open.isEmpty()) {
            try {
                close(open.getFirst());
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private synchronized OpenWindow push(String name) {
        checkNotOver();
        OpenWindow window = new OpenWindow(source.open(), name, open.isEmpty(), Thread.currentThread());
        open.push(window);
        return window;
    }

    private Recording close(OpenWindow window) {
        open.remove(window);
        window.ended = true;
        return source.close(window.number).named(window.name);
    }

    private synchronized Recording endInOrder(OpenWindow window) {
        window.check();
        return close(window);
    }

    /** The action may have left windows of its own open; they go first. */
    private synchronized void closeBecauseOf(OpenWindow window, Throwable reason) {
        try {
            while (!window.ended) close(open.getFirst());
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void checkNotOver() {
        if (over) throw new IllegalStateException("the test " + testName + " has ended, and its recorder with it");
    }

    private final class OpenWindow implements Window {
        private final int number;
        private final String name;
        private final boolean outermost;
        private final Thread opener;
        private boolean ended;

        OpenWindow(int number, String name, boolean outermost, Thread opener) {
            this.number = number;
            this.name = name;
            this.outermost = outermost;
            this.opener = opener;
        }

        @Override
        public Recording end() {
            return endInOrder(this);
        }

        private void check() {
            if (ended) throw new IllegalStateException("the window \"" + name + "\" has ended already");
            Thread current = Thread.currentThread();
            if (current != opener) {
                throw new IllegalStateException("the window \"" + name + "\" was opened by the thread \""
                        + opener.getName() + "\" and cannot be ended by \"" + current.getName() + "\"");
            }
            @Nullable OpenWindow innermost = open.peekFirst();
            if (innermost != null && innermost != this) {
                throw new IllegalStateException("the window \"" + name + "\" cannot be ended before \"" + innermost.name
                        + "\", which was opened inside of it");
            }
        }
    }
}
