package dev.ringfence.samples.stress;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Small programs that open something, and leave it to the test whether it is closed. */
enum Program {
    FILE {
        @Override
        void run(Fate fate) throws IOException {
            fate.befalls(new FileInputStream("/etc/passwd"));
        }
    },
    DIRECTORY {
        @Override
        void run(Fate fate) throws IOException {
            fate.befalls(Files.newDirectoryStream(Path.of("/etc")));
        }
    },
    SELECTOR {
        @Override
        void run(Fate fate) throws IOException {
            fate.befalls(Selector.open());
        }
    },
    PIPE {
        @Override
        void run(Fate fate) throws IOException {
            Pipe pipe = Pipe.open();
            fate.befalls(pipe.source());
            fate.befalls(pipe.sink());
        }
    },
    CONNECTION {
        @Override
        void run(Fate fate) throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                Socket session = server.accept();
                client.getOutputStream().write('!');
                if (session.getInputStream().read() != '!')
                    throw new IOException("the session should have received a byte");
                fate.befalls(session);
            }
        }
    },
    /** A child process; its end closes its pipes. */
    CHILD {
        @Override
        void run(Fate fate) throws IOException {
            Process child = new ProcessBuilder("cat").start();
            fate.befalls(() -> {
                child.getOutputStream().close();
                child.onExit().join();
            });
        }
    },
    /** Opens on a thread of its own after the test has returned, and decides later still. */
    LATE_THREAD {
        @Override
        void run(Fate fate) {
            new Thread(() -> runLate(fate), "late").start();
        }
    },
    /** Hands its work to a thread that was there before, which sleeps and opens then. */
    POOLED {
        @Override
        void run(Fate fate) {
            POOL.execute(() -> runLate(fate));
        }
    },
    /** Hands its work to a thread that waits most of the time for the virtual machine to collect garbage, and opens then. */
    COLLECTED {
        @Override
        void run(Fate fate) {
            POOL.execute(() -> runCollected(fate));
        }
    };

    private static final ExecutorService POOL = Executors.newSingleThreadExecutor(Program::named);
    private static final int COLLECTIONS = 5;

    private static final long LATE_MILLIS = 20;

    /** Opens and leaves what was opened to its fate. */
    abstract void run(Fate fate) throws IOException;

    private static void runLate(Fate fate) {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
            Closeable opened = new FileInputStream("/etc/passwd");
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
            fate.befalls(opened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "pool");
        thread.setDaemon(true);
        return thread;
    }

    private static void runCollected(Fate fate) {
        for (int i = 0; i < COLLECTIONS; i++) System.gc();
        try {
            fate.befalls(new FileInputStream("/etc/passwd"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What becomes of something that was opened. */
    @FunctionalInterface
    interface Fate {
        void befalls(Closeable opened) throws IOException;
    }

    /** Returns the program of a run; the runs take turns. */
    static Program ofRun(int run) {
        return values()[run % values().length];
    }
}
