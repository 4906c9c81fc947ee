package dev.ringfence.ledger;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * By how many descriptors one run grew, by opening site.
 *
 * @param bySite only sites that grew, each by at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Growth(Map<Site, Integer> bySite) {
    public Growth {
        bySite = Map.copyOf(bySite);
        bySite.forEach((site, count) -> {
            if (count < 1)
                throw new IllegalArgumentException("bySite must hold growth only but " + site + " is " + count);
        });
    }

    /** Returns no growth. */
    public static Growth none() {
        return new Growth(Map.of());
    }

    /** Returns whether nothing grew. */
    public boolean isNone() {
        return bySite.isEmpty();
    }
}
