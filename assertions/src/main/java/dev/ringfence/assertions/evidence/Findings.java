package dev.ringfence.assertions.evidence;

import dev.ringfence.event.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param count how often it was broken for certain, without what is allowed
 * @param offences the first of them, oldest first
 * @param names what they were about, each once, as many as are kept
 * @param allowed how many more there were that are allowed
 * @param doubtful how many more there may be
 * @param doubts the first of those
 * @param said how a message says what was found; null where the number says it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Findings(
        long count,
        List<Offence> offences,
        List<String> names,
        long allowed,
        long doubtful,
        List<Doubt> doubts,
        @Nullable String said) {
    /** More than a message shows, and few enough to hold. */
    private static final int KEPT = 1000;

    public Findings {
        offences = List.copyOf(offences);
        names = List.copyOf(names);
        doubts = List.copyOf(doubts);
    }

    /** Returns how a message says what was found, where the number alone does not. */
    public Optional<String> summary() {
        return Optional.ofNullable(said);
    }

    /** Collects them. */
    public static final class Collector {
        private final List<Allowance> allowances;
        private final List<Offence> offences = new ArrayList<>();
        private final Set<String> names = new LinkedHashSet<>();
        private final List<Doubt> doubts = new ArrayList<>();
        private long count;
        private long allowed;
        private long doubtful;
        private @Nullable String said;

        /** Begins with nothing found. */
        public Collector(List<Allowance> allowances) {
            this.allowances = List.copyOf(allowances);
        }

        /** Takes one that is certain. */
        public void offence(Offence offence) {
            if (offence.isAllowedBy(allowances)) {
                allowed++;
                return;
            }
            count++;
            if (offences.size() < KEPT) offences.add(offence);
            if (names.size() < KEPT) names.add(offence.what());
        }

        /** Takes one that is certain, with what it was about. */
        public void offence(Sighting sighting, String... about) {
            offence(new Offence(sighting, List.of(about)));
        }

        /** Takes one of which it is not known whether it is one. */
        public void doubt(TraceEvent event, String reason) {
            doubtful++;
            if (doubts.size() < KEPT) doubts.add(new Doubt(event, reason));
        }

        /** Takes one by the answer to whether it is one. */
        public void judge(Answer answer, Offence offence) {
            if (answer.isYes()) offence(offence);
            else if (!answer.isNo() && !offence.isAllowedBy(allowances))
                doubt(offence.sighting().event(), answer.reason());
        }

        /** Sets how a message says what was found. */
        public void summary(String summary) {
            said = summary;
        }

        /** Returns what was found. */
        public Findings findings() {
            return new Findings(count, offences, List.copyOf(names), allowed, doubtful, doubts, said);
        }
    }
}
