package dev.ringfence.hotspot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Makes a virtual machine listen. HotSpot begins to when it gets a SIGQUIT and finds a certain file. A second SIGQUIT would
 * be one too many, answered by a dump in the program's output, so there is only ever one, and the file stays until it has been
 * seen.
 */
final class Listening {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final String OVER = "the virtual machine does not listen any more";

    private final Jvm jvm;
    private final IntConsumer quit;
    private boolean told;
    private boolean heard;

    /**
     * Makes one.
     *
     * @param quit sends SIGQUIT to a process
     */
    Listening(Jvm jvm, IntConsumer quit) {
        this.jvm = jvm;
        this.quit = quit;
    }

    /**
     * Returns when the virtual machine listens.
     *
     * @throws NoFramesException when it does not
     */
    void begin() throws IOException, NoFramesException {
        if (listens()) return;
        if (heard) throw new NoFramesException(OVER);
        if (!told) tell();
        await();
    }

    /** Takes note that a request was accepted. */
    void heard() throws IOException {
        if (told && !heard) Files.deleteIfExists(jvm.trigger());
        heard = true;
    }

    /** Returns why a request was refused although there is a socket: it may be one that a killed process has left. */
    NoFramesException refused() throws IOException {
        try {
            if (!heard) Attachability.check(jvm);
            return new NoFramesException(OVER);
        } catch (NoFramesException reason) {
            return reason;
        }
    }

    private void await() throws NoFramesException {
        Patience patience = Patience.forTheFirstTime();
        while (!listens()) {
            if (patience.isOver() || Thread.currentThread().isInterrupted())
                throw new NoFramesException("the virtual machine has not begun to listen yet");
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** In a directory that everybody may write to, the file of somebody else is not believed. */
    private boolean listens() {
        try {
            return Files.getAttribute(jvm.socket(), "unix:uid").equals(user());
        } catch (IOException notThere) {
            return false;
        }
    }

    private int user() throws IOException { // unix:uid is an int, though ids have 32 bits without a sign
        return (int) jvm.status()
                .value()
                .orElseThrow(() -> new IOException("it has ended"))
                .credentials()
                .user()
                .effective();
    }

    private void tell() throws IOException, NoFramesException {
        Attachability.check(jvm);
        Path trigger = jvm.trigger();
        Files.deleteIfExists(trigger);
        Files.createFile(trigger);
        // The file has to be its user's.
        Integer user = user();
        if (!user.equals(Files.getAttribute(trigger, "unix:uid"))) Files.setAttribute(trigger, "unix:uid", user);
        // Whoever closes us knows that the process is another program by now.
        if (Thread.currentThread().isInterrupted()) throw new IOException("interrupted");
        told = true;
        quit.accept(jvm.pid());
    }

    /** Removes the file, once it has been seen. */
    void end() throws IOException {
        if (!told || heard) return;
        long start = System.nanoTime();
        while (!listens() && jvm.isThere() && System.nanoTime() - start < FAREWELL_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        Files.deleteIfExists(jvm.trigger());
    }
}
