package dev.ringfence.ffi;

/** What signals do to this process. */
public final class OwnSignals {
    private static final int SIGINT = 2;
    private static final long IGNORE = 1;
    private static final long DEFAULT = 0;
    private static final int RLIMIT_CORE = 4;

    private final Libc libc;

    public OwnSignals(Libc libc) {
        this.libc = libc;
    }

    /**
     * Ignores Ctrl-C from now on, which a terminal sends to all processes in front: what to do about it is the program's
     * business. SIGQUIT stays with the JVM, whose tools ask by it for an attachment.
     */
    public void ignoreTerminal() {
        libc.signal(SIGINT, IGNORE);
    }

    /** Ends this process by a signal, without a core dump, so that its parent sees how the program ended. Returns if it cannot. */
    public void dieBy(int signal) {
        Block none = new Block(16);
        try {
            libc.setrlimit(RLIMIT_CORE, none.address());
        } finally {
            Block.keep(none);
        }
        libc.signal(signal, DEFAULT);
        libc.kill((int) ProcessHandle.current().pid(), signal);
    }
}
