package dev.ringfence.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Counts by how many descriptors a run grew. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Growths {
    private Growths() {}

    /** Returns by how many descriptors the test grew: those it left open and those it abandoned to the collector. */
    public static Growth of(List<DescriptorLife> lives) {
        return of(lives, life -> false);
    }

    /**
     * Returns by how many descriptors the test grew: those it left open and those it abandoned to the collector.
     *
     * @param except those that are allowed
     */
    public static Growth of(List<DescriptorLife> lives, Predicate<DescriptorLife> except) {
        Map<Site, Integer> bySite = new LinkedHashMap<>();
        for (DescriptorLife life : lives) {
            if (!life.isLeftOpen() && !life.isAbandoned()) continue;
            if (life.opening() instanceof Opening.Seen seen && !except.test(life))
                bySite.merge(Sites.of(seen.event()), 1, Integer::sum);
        }
        return new Growth(bySite);
    }
}
