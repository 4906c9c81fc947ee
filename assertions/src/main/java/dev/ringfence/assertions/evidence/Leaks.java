package dev.ringfence.assertions.evidence;

import dev.ringfence.event.ActorKind;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.Growths;
import dev.ringfence.ledger.Opening;
import dev.ringfence.ledger.Site;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.FdTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The leaks of one recording.
 *
 * @param recording the recording
 * @param leaks what leaks and is not allowed to, in the order of opening
 * @param allowed how many more leak but are allowed to
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Leaks(Recording recording, List<Leak> leaks, int allowed) {
    public Leaks {
        Objects.requireNonNull(recording, "recording");
        leaks = List.copyOf(leaks);
    }

    /** Returns the leaks of a recording. */
    public static Leaks in(Recording recording, List<Allowance> allowances) {
        List<Leak> all = Stream.concat(recording.leftOpen().stream(), recording.abandoned().stream())
                .map(Leaks::leak)
                .sorted((a, b) -> Long.compare(a.event().sequence(), b.event().sequence()))
                .toList();
        List<Leak> refused = all.stream()
                .filter(leak -> allowances.stream().noneMatch(allowance -> allowance.allows(leak)))
                .toList();
        return new Leaks(recording, refused, all.size() - refused.size());
    }

    private static Leak leak(Descriptor descriptor) {
        return new Leak(descriptor, (Opening.Seen) descriptor.life().opening(), site(descriptor.life()));
    }

    /** Returns where a descriptor that the test opened was opened. */
    static Site site(DescriptorLife life) {
        return Sites.of(((Opening.Seen) life.opening()).event());
    }

    /** Returns whether nothing leaks. */
    public boolean isEmpty() {
        return leaks.isEmpty();
    }

    /** Returns the leak that was opened first. */
    public Leak first() {
        return leaks.get(0);
    }

    /** Returns the leaks by the site that opened them, in the order of the first of each. */
    public Map<Site, List<Leak>> bySite() {
        Map<Site, List<Leak>> bySite = new LinkedHashMap<>();
        leaks.forEach(leak ->
                bySite.computeIfAbsent(leak.site(), site -> new ArrayList<>()).add(leak));
        return bySite;
    }

    /** Returns by how much this recording grew. */
    public Growth growth() {
        return Growths.of(leaks.stream().map(leak -> leak.descriptor().life()).toList());
    }

    /**
     * Returns by how much this recording grew, without what the program had closed by the end of a later recording of the
     * same code. What the garbage collector closed meanwhile was leaked all the same.
     */
    public Growth growthStillThereIn(Recording later) {
        return Growths.of(leaks.stream()
                .filter(leak -> leak.abandoned().isPresent() || !isClosedIn(later, leak))
                .map(leak -> leak.descriptor().life())
                .toList());
    }

    private static boolean isClosedIn(Recording later, Leak leak) {
        return later.descriptors().stream()
                .map(Descriptor::life)
                .anyMatch(life -> life.fd().equals(leak.descriptor().life().fd())
                        && life.opening() instanceof Opening.Before
                        && life.ending() instanceof Ending.Closed closed
                        && !closed.byCollector()
                        && (closed.atNanos() < later.startNanos() || isTheSame(later, leak)));
    }

    /** The number may have been given to something else before the later recording began. */
    private static boolean isTheSame(Recording later, Leak leak) {
        Optional<String> was = leak.descriptor().target().map(FdTarget::link);
        Optional<String> is =
                later.before().target(leak.descriptor().life().fd().value()).map(FdTarget::link);
        return was.map(KernelPath::withoutMark).equals(is.map(KernelPath::withoutMark));
    }

    /** Returns whether one of the sites leaks here. */
    public boolean hasAnyAt(Set<Site> sites) {
        return leaks.stream().anyMatch(leak -> sites.contains(leak.site()));
    }

    /** Returns these leaks without those of other sites; all of them if none is of these sites. */
    public Leaks onlyAt(Set<Site> sites) {
        List<Leak> there =
                leaks.stream().filter(leak -> sites.contains(leak.site())).toList();
        return there.isEmpty() ? this : new Leaks(recording, there, allowed);
    }

    // --- Numbers for the message ---

    /** Returns how many are still open. */
    public int leftOpen() {
        return leaks.size() - abandoned();
    }

    /** Returns how many the garbage collector closed. */
    public int abandoned() {
        return (int) leaks.stream().filter(leak -> leak.abandoned().isPresent()).count();
    }

    /** Returns how many descriptors the test opened. */
    public long opens() {
        return recording.descriptors().stream()
                .filter(descriptor -> descriptor.life().isOpenedByTest())
                .count();
    }

    /** Returns how many of the descriptors that the test opened were closed by the program. */
    public long closes() {
        return recording.descriptors().stream()
                .map(Descriptor::life)
                .filter(DescriptorLife::isOpenedByTest)
                .filter(life -> life.ending() instanceof Ending.Closed closed
                        && closed.by().kind() != ActorKind.CLEANER)
                .count();
    }

    /** Returns what the recording does not know about descriptors. */
    public List<Gap> gaps() {
        return recording.completeness().gaps().stream()
                .filter(gap -> gap.concern() == Concern.DESCRIPTORS)
                .toList();
    }
}
