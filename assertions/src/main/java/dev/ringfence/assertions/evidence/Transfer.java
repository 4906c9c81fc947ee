package dev.ringfence.assertions.evidence;

import dev.ringfence.Families;
import dev.ringfence.budget.Amount;
import dev.ringfence.budget.Metrics;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.Site;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * How many bytes went through the calls of a test, as the calls returned them: what a metric of budgets says, too.
 *
 * @param amount how many, or why that is not known
 * @param largest the calls that transferred most, the largest first: evidence for a message
 * @param calls how many calls transferred something
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Transfer(Amount amount, List<Sighting> largest, long calls) {
    /** As many as a message shows. */
    private static final int SHOWN = 10;

    public Transfer {
        Objects.requireNonNull(amount, "amount");
        largest = List.copyOf(largest);
    }

    /** Which way. */
    public enum Direction {
        READ(
                "read",
                "read",
                "bytes-read",
                Observing.families(Families.reads(), Families.receives(), Families.copies())),
        WRITTEN(
                "write",
                "wrote",
                "bytes-written",
                Observing.families(Families.writes(), Families.sends(), Families.copies()));

        private final String verb;
        private final String past;
        private final String metric;

        @SuppressWarnings("ImmutableEnumChecker") // Observing copies what it is given
        private final Observing observing;

        Direction(String verb, String past, String metric, Observing observing) {
            this.verb = verb;
            this.past = past;
            this.metric = metric;
            this.observing = observing;
        }

        /** Returns what a test does: {@code read} or {@code write}. */
        public String verb() {
            return verb;
        }

        /** Returns what it has done: {@code read} or {@code wrote}. */
        public String past() {
            return past;
        }

        /** Returns what has to be observed. */
        public Observing observing() {
            return observing;
        }
    }

    /** Returns what a recording says. */
    public static Transfer of(Recording recording, Direction direction) {
        Amount amount = Metrics.byName(direction.metric).in(recording);
        Largest largest = new Largest(direction.observing.names());
        SeenCall.each(recording, largest::take);
        return new Transfer(amount, largest.inOrder(), largest.calls);
    }

    private static final class Largest {
        private record Sized(Sighting sighting, long bytes) {}

        private final Set<String> names;
        private final PriorityQueue<Sized> kept = new PriorityQueue<>(Comparator.comparing(Sized::bytes)
                .thenComparing(each -> -each.sighting().event().sequence()));
        private long calls;

        Largest(Set<String> names) {
            this.names = names;
        }

        void take(SeenCall seen) {
            seen.judgedCall().filter(call -> names.contains(call.name())).ifPresent(call -> take(seen, call));
        }

        private void take(SeenCall seen, SyscallEvent call) {
            if (!(call.outcome() instanceof Outcome.Returned returned) || returned.value() == 0) return;
            calls++;
            kept.add(new Sized(withPlace(seen, call), returned.value()));
            if (kept.size() > SHOWN) kept.remove();
        }

        /** Reads and writes have no stack of their own. */
        private static Sighting withPlace(SeenCall seen, SyscallEvent call) {
            Sighting sighting = Sighting.of(seen);
            Optional<Site> opened = CallDescriptors.worksOn(call).stream()
                    .map(seen::held)
                    .flatMap(held -> held instanceof Held.Open open ? open.openedBy().stream() : Stream.empty())
                    .flatMap(maker -> Sites.of(maker.stack()).stream())
                    .findFirst();
            String before = sighting.note().isEmpty() ? "" : sighting.note() + ", ";
            return opened.map(site -> sighting.noting(before + "opened at " + site.label()))
                    .orElse(sighting);
        }

        List<Sighting> inOrder() {
            List<Sized> sorted = new ArrayList<>(kept);
            sorted.sort(kept.comparator().reversed());
            return sorted.stream().map(Sized::sighting).toList();
        }
    }
}
