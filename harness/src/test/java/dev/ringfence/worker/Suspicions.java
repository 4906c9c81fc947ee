package dev.ringfence.worker;

import dev.ringfence.jupiter.Suspicion;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.ledger.Site;
import java.util.Map;
import java.util.Optional;

/** Makes suspicions by hand. Their failures say what they were made of. */
final class Suspicions {
    static final Site STORE = new Site("store", "com.example.UploadService.store(UploadService.java:57)");
    static final Site LOAD = new Site("load", "com.example.UploadService.load(UploadService.java:91)");

    private Suspicions() {}

    static SuspicionError of(String key, Map<Site, Integer> growth) {
        return of(key, growth, 0, false);
    }

    static SuspicionError of(String key, Map<Site, Integer> growth, int rounds, boolean abandoned) {
        return new SuspicionError(
                key + " suspects " + growth.size(), new ByHand(key, new Growth(growth), rounds, abandoned, null), null);
    }

    static SuspicionError warning(String check, SuspicionError error) {
        ByHand suspicion = (ByHand) error.suspicion();
        return new SuspicionError(
                error.getMessage(),
                new ByHand(suspicion.key, suspicion.growth, suspicion.rounds, suspicion.abandonedOnly, check),
                null);
    }

    private record ByHand(String key, Growth growth, int rounds, boolean abandonedOnly, String warningOf)
            implements Suspicion {
        @Override
        public Optional<String> warning() {
            return Optional.ofNullable(warningOf);
        }

        @Override
        public AssertionError failure(SeriesVerdict verdict) {
            return new AssertionError(
                    key + ": " + verdict + ", seen in " + growth.bySite().keySet());
        }

        @Override
        public AssertionError unconfirmed(Throwable whatTheRunAgainThrew) {
            return new AssertionError(key + " unconfirmed", whatTheRunAgainThrew);
        }
    }
}
