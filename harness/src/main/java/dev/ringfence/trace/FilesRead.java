package dev.ringfence.trace;

import dev.ringfence.syscall.FamilyTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which file a thread reads through a descriptor. A class is loaded when it is first needed, on whatever thread that is:
 * its bytes are read in the middle of a test, through a descriptor that was open long before.
 */
final class FilesRead {
    /** All of them have the descriptor as their first argument. */
    private static final Set<String> READS = FamilyTable.get("reads").members();

    private FilesRead() {}

    /**
     * Returns the link of the descriptor that a call reads from, as {@code /proc/PID/fd} shows it.
     *
     * @param call of a thread that is stopped at it
     * @return null for a call that does not read, and where the descriptor is not open any more
     */
    static @Nullable String by(PendingCall call) {
        if (!READS.contains(call.name())) {
            return null;
        }
        return ProcessLinks.descriptor(call.actor().process().value(), (int) call.argument(0));
    }
}
