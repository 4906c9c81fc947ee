package dev.ringfence.hotspot;

import java.util.List;
import java.util.Objects;

/** What is known of the Java frames of a thread. */
public sealed interface JavaFrames {

    /**
     * Its frames; where it carries a virtual thread and the virtual machine tells the frames of that, those.
     *
     * @param frames innermost first
     */
    record Known(List<DumpedFrame> frames) implements JavaFrames {
        public Known {
            frames = List.copyOf(frames);
        }
    }

    /**
     * They could not be had.
     *
     * @param reason a clause for a message
     * @param late whether they were waited for in vain
     */
    record Unknown(String reason, boolean late) implements JavaFrames {
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }

        /** They were not waited for. */
        public Unknown(String reason) {
            this(reason, false);
        }
    }

    /** There are none, and nobody would expect any: it is no Java thread. */
    record None() implements JavaFrames {}

    /**
     * Returns what a dump says of a thread.
     *
     * @param tid its kernel id as the dumped process knows it
     */
    static JavaFrames of(ThreadDump dump, int tid) {
        if (!(dump.entry(tid).orElse(null) instanceof ThreadDump.JavaEntry java)) return new None();
        List<DumpedFrame> frames =
                java.carried().map(ThreadDump.Mounted::frames).orElse(java.frames());
        return frames.isEmpty() ? new Unknown("the thread is in no Java method") : new Known(frames);
    }
}
