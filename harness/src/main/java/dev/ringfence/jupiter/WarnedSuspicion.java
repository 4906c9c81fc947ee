package dev.ringfence.jupiter;

import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.SeriesVerdict;
import java.util.Optional;

/**
 * A suspicion of a check that only warns.
 *
 * @param suspected what is suspected
 * @param check the check
 */
record WarnedSuspicion(Suspicion suspected, String check) implements Suspicion {
    @Override
    public String key() {
        return suspected.key();
    }

    @Override
    public Growth growth() {
        return suspected.growth();
    }

    @Override
    public Growth growthStillThereIn(Suspicion later) {
        return suspected.growthStillThereIn(later instanceof WarnedSuspicion warned ? warned.suspected : later);
    }

    @Override
    public String noun() {
        return suspected.noun();
    }

    @Override
    public int rounds() {
        return suspected.rounds();
    }

    @Override
    public boolean abandonedOnly() {
        return suspected.abandonedOnly();
    }

    @Override
    public Optional<String> warning() {
        return Optional.of(check);
    }

    @Override
    public AssertionError failure(SeriesVerdict verdict) {
        return suspected.failure(verdict);
    }

    @Override
    public AssertionError unconfirmed(Throwable whatTheRunAgainThrew) {
        return suspected.unconfirmed(whatTheRunAgainThrew);
    }
}
