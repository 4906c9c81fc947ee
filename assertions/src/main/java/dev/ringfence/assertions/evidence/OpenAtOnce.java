package dev.ringfence.assertions.evidence;

import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The descriptors of the test that were open at one moment.
 *
 * @param atNanos the moment, on the monotonic clock, since the trace began
 * @param bySite how many of them each site had opened, in the order of their opening
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record OpenAtOnce(long atNanos, Map<Site, Integer> bySite) {
    public OpenAtOnce {
        bySite = Collections.unmodifiableMap(new LinkedHashMap<>(bySite));
    }

    /** Returns the first moment at which most were open. */
    public static OpenAtOnce peakOf(Recording recording) {
        List<DescriptorLife> lives = recording.descriptors().stream()
                .map(Descriptor::life)
                .filter(DescriptorLife::isOpenedByTest)
                .toList();
        long moment = momentOfPeak(lives, recording.startNanos());
        return new OpenAtOnce(
                moment,
                countBySite(lives.stream().filter(life -> isOpen(life, moment)).toList()));
    }

    /** Sweeps over openings and closings in the order of time; of two at the same moment the closing comes first. */
    private static long momentOfPeak(List<DescriptorLife> lives, long start) {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (DescriptorLife life : lives) {
            changes.merge(openedAt(life), 1, Integer::sum);
            if (life.ending() instanceof Ending.Closed closed) changes.merge(closed.atNanos(), -1, Integer::sum);
        }
        long moment = start;
        int open = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> change : changes.entrySet()) {
            open += change.getValue();
            if (open <= most) continue;
            most = open;
            moment = change.getKey();
        }
        return moment;
    }

    private static Map<Site, Integer> countBySite(List<DescriptorLife> lives) {
        Map<Site, Integer> counts = new LinkedHashMap<>();
        lives.forEach(life -> counts.merge(Leaks.site(life), 1, Integer::sum));
        return counts;
    }

    private static boolean isOpen(DescriptorLife life, long at) {
        return openedAt(life) <= at && (!(life.ending() instanceof Ending.Closed closed) || closed.atNanos() > at);
    }

    private static long openedAt(DescriptorLife life) {
        return ((Opening.Seen) life.opening()).event().atNanos();
    }
}
