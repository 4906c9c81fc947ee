package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.SyscallEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads of files that got less than they should although there was more: that there was is seen when a later read of the
 * same descriptor gets something. Devices and files of the kernel give what they have, so they do not count.
 */
final class SmallReads implements Watcher {
    private static final Set<String> READS = Families.reads().members();
    private static final List<String> KERNEL = List.of("/dev/", "/proc/", "/sys/");

    private final long least;
    private final Map<Descriptor, Last> small = new HashMap<>();

    private record Descriptor(Pid process, int fd) {}

    /** A small read, and what its descriptor stood for. */
    private record Last(Offence offence, Held.Open file) {}

    SmallReads(long least) {
        this.least = least;
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.judgedCall().filter(call -> READS.contains(call.name())).ifPresent(call -> read(seen, call, found));
    }

    private void read(SeenCall seen, SyscallEvent call, Findings.Collector found) {
        int fd = call.arguments().get(0).intValue();
        Held held = seen.held(fd);
        if (held instanceof Held.Open open
                && open.file().filter(SmallReads::isOrdinary).isEmpty()) return;
        if (call.outcome() instanceof Outcome.EntryOnly) {
            if (asksForLess(call)) found.doubt(call, Answer.NOT_WATCHED.reason());
        } else if (call.outcome() instanceof Outcome.Returned returned && returned.value() > 0) {
            if (held instanceof Held.Open open)
                got(seen, new Descriptor(seen.process(), fd), open, returned.value(), found);
            else if (returned.value() < least)
                found.doubt(call, "it is not known what its descriptor " + fd + " stood for");
        }
    }

    private void got(SeenCall seen, Descriptor descriptor, Held.Open open, long bytes, Findings.Collector found) {
        @Nullable Last before = small.remove(descriptor);
        if (before != null && before.file().equals(open)) found.offence(before.offence());
        boolean isSmall = bytes < least && seen.call().filter(this::asksForLess).isPresent();
        if (isSmall)
            small.put(
                    descriptor,
                    new Last(new Offence(Sighting.of(seen), List.of(open.file().orElseThrow())), open));
    }

    /** Only these say in a register how much they want. */
    private boolean asksForLess(SyscallEvent call) {
        boolean says = call.name().equals("read") || call.name().equals("pread64");
        return !says || call.arguments().get(2) < least;
    }

    private static boolean isOrdinary(String path) {
        return KERNEL.stream().noneMatch(path::startsWith);
    }
}
