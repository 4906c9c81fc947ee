package dev.ringfence.assertions.judge;

import dev.ringfence.Families;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.assertions.error.ShouldCloseDescriptors;
import dev.ringfence.assertions.error.Standing;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.syscall.Family;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/** Judges whether a recording leaks descriptors. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LeakJudge {
    private final Occasion occasion;
    private final WritableAssertionInfo info;

    /** Makes a judge for one assertion. */
    public LeakJudge(Occasion occasion, WritableAssertionInfo info) {
        this.occasion = occasion;
        this.info = info;
    }

    /** Returns the families without which no recording is found clean: what commonly makes and ends descriptors. */
    public static List<Family> families() {
        return List.of(
                Families.opens(),
                Families.closes(),
                Families.duplicates(),
                Families.pipes(),
                Families.epolls(),
                Families.sockets(),
                Families.accepts());
    }

    /**
     * Judges growth that more runs of the test have to confirm.
     *
     * @throws dev.ringfence.jupiter.SuspicionError if the recording leaks
     * @throws CannotTellError if no leak is seen but one may be there
     */
    public void suspect(Leaks leaks) {
        if (isClean(leaks)) return;
        throw new LeakSuspicion(leaks, occasion, info).error();
    }

    /**
     * Judges by this one run.
     *
     * @throws AssertionFailedError if the recording leaks
     * @throws CannotTellError if no leak is seen but one may be there
     */
    public void decide(Leaks leaks) {
        if (isClean(leaks)) return;
        throw failure(leaks, Standing.judgedByOneRun());
    }

    /**
     * Returns whether nothing leaks. A leak that is seen is certain, whatever else is missing from the recording;
     * "clean" is certain
     * only where nothing is.
     *
     * @throws CannotTellError if no leak is seen but one may be there
     */
    public boolean isClean(Leaks leaks) {
        if (!leaks.isEmpty()) return false;
        Guard guard = new Guard(leaks.recording(), info);
        guard.observed(families());
        guard.complete("whether " + leaks.recording().name() + " leaks descriptors", Set.of(Concern.DESCRIPTORS));
        return true;
    }

    /** Returns the failure of a leak, caused by the opening of the first. */
    public AssertionFailedError failure(Leaks leaks, Standing standing) {
        String text = TextMessage.of(ShouldCloseDescriptors.shouldCloseDescriptors(leaks, occasion, standing), info);
        return new AssertionFailedError(text, OpenedHere.of(leaks.first()));
    }

    /** Returns the failure of growth that slowed but did not end. */
    public CannotTellError undecided(Leaks leaks, SeriesVerdict.CannotTell verdict) {
        String text = TextMessage.of(ShouldCloseDescriptors.shouldStopGrowing(leaks, occasion, verdict.reason()), info);
        return new CannotTellError(text, OpenedHere.of(leaks.first()));
    }

    /** Returns the failure of growth that could not be confirmed: it may be the first use of something. */
    CannotTellError unconfirmed(Leaks leaks, Throwable whatTheRunAgainThrew) {
        Standing standing = Standing.unconfirmed(whatTheRunAgainThrew);
        String text = TextMessage.of(ShouldCloseDescriptors.shouldCloseDescriptors(leaks, occasion, standing), info);
        return new CannotTellError(
                "cannot tell whether this is a leak, because the test could not be run again:\n" + text,
                OpenedHere.of(leaks.first()));
    }
}
