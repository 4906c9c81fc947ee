package dev.ringfence.budget;

import org.apiguardian.api.API;

/** What a lock file says about one metric of one test. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Locked {

    /**
     * So much it was.
     *
     * @param median of the rounds
     * @param spread how far apart they were
     */
    record Value(long median, long spread) implements Locked {
        public Value {
            if (median < 0) throw new IllegalArgumentException("median must not be negative but was " + median);
            if (spread < 0) throw new IllegalArgumentException("spread must not be negative but was " + spread);
        }
    }

    /** It differs from round to round, so that nothing can be told from a larger number: it is not judged. */
    record Unfit() implements Locked {}

    /** Returns what is to be locked of rounds: their median, or that they do not repeat. */
    static Locked of(RoundValues rounds, Tolerance tolerance) {
        return rounds.repeats(tolerance) ? new Value(rounds.median(), rounds.spread()) : new Unfit();
    }

    /** Returns it as a lock file and a message show it: {@code 4}, {@code 4096 ~12}, {@code unfit}. */
    default String text() {
        if (!(this instanceof Value value)) return "unfit";
        return value.spread() == 0 ? Long.toString(value.median()) : value.median() + " ~" + value.spread();
    }
}
