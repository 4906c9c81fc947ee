package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.assertions.error.ShouldCloseDescriptors;
import dev.ringfence.assertions.error.Standing;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.jupiter.Suspicion;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.SeriesVerdict;
import org.assertj.core.api.WritableAssertionInfo;

/** A leak that one run of a test has shown. */
final class LeakSuspicion implements Suspicion {
    private final Leaks leaks;
    private final Occasion occasion;
    private final WritableAssertionInfo info;
    private final LeakJudge judge;

    LeakSuspicion(Leaks leaks, Occasion occasion, WritableAssertionInfo info) {
        this.leaks = leaks;
        this.occasion = occasion;
        this.info = info;
        this.judge = new LeakJudge(occasion, info);
    }

    SuspicionError error() {
        return new SuspicionError(
                TextMessage.of(
                        ShouldCloseDescriptors.shouldCloseDescriptors(leaks, occasion, Standing.unconfirmed()), info),
                this,
                OpenedHere.of(leaks.first()));
    }

    @Override
    public String key() {
        return occasion.key();
    }

    @Override
    public Growth growth() {
        return leaks.growth();
    }

    @Override
    public Growth growthStillThereIn(Suspicion later) {
        return later instanceof LeakSuspicion leak ? leaks.growthStillThereIn(leak.leaks.recording()) : growth();
    }

    @Override
    public int rounds() {
        return occasion.rounds();
    }

    @Override
    public boolean abandonedOnly() {
        return leaks.leftOpen() == 0;
    }

    @Override
    public AssertionError failure(SeriesVerdict verdict) {
        if (verdict instanceof SeriesVerdict.Leak leak) {
            return judge.failure(leaks.onlyAt(leak.sites()), Standing.confirmed(leak));
        }
        if (verdict instanceof SeriesVerdict.CannotTell cannotTell) {
            return judge.undecided(leaks, cannotTell);
        }
        throw new IllegalArgumentException("verdict must be a failure but was " + verdict);
    }

    @Override
    public AssertionError unconfirmed(Throwable whatTheRunAgainThrew) {
        AssertionError failure = judge.unconfirmed(leaks, whatTheRunAgainThrew);
        failure.addSuppressed(whatTheRunAgainThrew);
        return failure;
    }
}
