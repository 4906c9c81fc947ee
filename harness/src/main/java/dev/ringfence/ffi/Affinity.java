package dev.ringfence.ffi;

/** On which cores the calling thread may run: sched_setaffinity(2). */
public final class Affinity {
    /** 1024 cores, as many as cpu_set_t of glibc has. */
    private static final int MASK_SIZE = 128;

    private final Libc libc;
    private final Block original = new Block(MASK_SIZE);
    private final Block single = new Block(MASK_SIZE);
    private final boolean known;

    /** Remembers where the calling thread may run now. */
    public Affinity(Libc libc) {
        this.libc = libc;
        this.known = libc.sched_getaffinity(0, MASK_SIZE, original.address()) >= 0;
    }

    /** Keeps the calling thread on one core, if that is one it was allowed on. Returns whether it is kept there. */
    public boolean moveTo(int core) {
        if (!known || !isAllowed(core)) return false;
        for (int offset = 0; offset < MASK_SIZE; offset += 8) single.putLong(offset, 0);
        single.putLong(core / 64 * 8, 1L << core);
        return set(single);
    }

    /** Lets the calling thread run where it was allowed to at first. */
    public void release() {
        if (known) set(original);
    }

    private boolean isAllowed(int core) {
        return core >= 0 && core < MASK_SIZE * 8 && (original.getLong(core / 64 * 8) >>> core & 1) != 0;
    }

    private boolean set(Block mask) {
        try {
            return libc.sched_setaffinity(0, MASK_SIZE, mask.address()) == 0;
        } finally {
            Block.keep(mask);
        }
    }
}
