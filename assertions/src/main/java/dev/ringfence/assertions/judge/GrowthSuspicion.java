package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.Standing;
import dev.ringfence.assertions.evidence.Grown;
import dev.ringfence.jupiter.Suspicion;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.SeriesVerdict;

/** What one run of a test has left. */
final class GrowthSuspicion<G extends Grown<G>> implements Suspicion {
    private final G grown;
    private final GrowthJudge<G> judge;

    GrowthSuspicion(G grown, GrowthJudge<G> judge) {
        this.grown = grown;
        this.judge = judge;
    }

    SuspicionError error() {
        return new SuspicionError(
                judge.message(grown, Standing.unconfirmed()),
                this,
                judge.cause(grown).orElse(null));
    }

    @Override
    public String key() {
        return judge.key();
    }

    @Override
    public Growth growth() {
        return grown.growth();
    }

    @Override
    public Growth growthStillThereIn(Suspicion later) {
        return later instanceof GrowthSuspicion<?> suspicion
                ? grown.growthStillThereIn(suspicion.grown.recording())
                : growth();
    }

    @Override
    public String noun() {
        return grown.noun();
    }

    @Override
    public int rounds() {
        return judge.rounds();
    }

    @Override
    public AssertionError failure(SeriesVerdict verdict) {
        if (verdict instanceof SeriesVerdict.Leak leak) {
            return judge.failure(grown.onlyAt(leak.sites()), Standing.confirmed(leak));
        }
        if (verdict instanceof SeriesVerdict.CannotTell cannotTell) {
            return judge.undecided(grown, cannotTell);
        }
        throw new IllegalArgumentException("verdict must be a failure but was " + verdict);
    }

    @Override
    public AssertionError unconfirmed(Throwable whatTheRunAgainThrew) {
        AssertionError failure = judge.unconfirmed(grown, whatTheRunAgainThrew);
        failure.addSuppressed(whatTheRunAgainThrew);
        return failure;
    }
}
