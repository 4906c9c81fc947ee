package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.GrowthText;
import dev.ringfence.assertions.error.Standing;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Grown;
import dev.ringfence.ledger.SeriesVerdict;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/**
 * Judges what a window left and should not have.
 *
 * @param <G> what it left
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GrowthJudge<G extends Grown<G>> {
    private final String key;
    private final int rounds;
    private final GrowthText<G> text;
    private final WritableAssertionInfo info;

    /**
     * Makes a judge for one assertion.
     *
     * @param key what the check is called inside its test, the same in every run
     * @param rounds the largest number of confirming runs, or 0 for the configured number
     */
    public GrowthJudge(String key, int rounds, GrowthText<G> text, WritableAssertionInfo info) {
        this.key = key;
        this.rounds = rounds;
        this.text = text;
        this.info = info;
    }

    /**
     * Judges growth that more runs of the test have to confirm.
     *
     * @throws dev.ringfence.jupiter.SuspicionError if there is any
     */
    public void suspect(G grown) {
        if (!grown.isEmpty()) throw new GrowthSuspicion<>(grown, this).error();
    }

    /**
     * Judges by this one run.
     *
     * @throws AssertionFailedError if there is any
     */
    public void decide(G grown) {
        if (!grown.isEmpty()) throw failure(grown, Standing.judgedByOneRun());
    }

    String key() {
        return key;
    }

    int rounds() {
        return rounds;
    }

    String message(G grown, Standing standing) {
        return TextMessage.of(text.shouldLeaveNothing(grown, standing), info);
    }

    Optional<Throwable> cause(G grown) {
        return text.cause(grown);
    }

    AssertionFailedError failure(G grown, Standing standing) {
        String message = message(grown, standing);
        return cause(grown)
                .map(cause -> new AssertionFailedError(message, cause))
                .orElseGet(() -> new AssertionFailedError(message));
    }

    CannotTellError undecided(G grown, SeriesVerdict.CannotTell verdict) {
        return cannotTell(grown, TextMessage.of(text.shouldStopGrowing(grown, verdict.reason()), info));
    }

    CannotTellError unconfirmed(G grown, Throwable whatTheRunAgainThrew) {
        return cannotTell(
                grown,
                "cannot tell whether this is a leak, because the test could not be run again:\n"
                        + message(grown, Standing.unconfirmed(whatTheRunAgainThrew)));
    }

    private CannotTellError cannotTell(G grown, String message) {
        return cause(grown)
                .map(cause -> new CannotTellError(message, cause))
                .orElseGet(() -> new CannotTellError(message));
    }
}
