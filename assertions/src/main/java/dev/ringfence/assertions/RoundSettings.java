package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.Glob;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * How often an action is run before it is found to leak. First come the warm-ups, which are not judged: class loading
 * and first uses of libraries. Then come the judged rounds: the first that
 * leaves nothing open ends them, and the action does not leak. If every one of them leaves something open, rounds go on
 * to the largest number, because a pool or a cache grows for as many rounds as it is large; growth that ends in
 * time is not a leak.
 *
 * <p>A value: each method returns another one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@CheckReturnValue
public final class RoundSettings {
    private static final int WARM_UPS = 3;
    private static final int JUDGED = 3;

    private final int warmUps;
    private final int judged;
    private final int most;
    private final List<Allowance> allowances;

    private RoundSettings(int warmUps, int judged, int most, List<Allowance> allowances) {
        this.warmUps = warmUps;
        this.judged = judged;
        this.most = most;
        this.allowances = List.copyOf(allowances);
    }

    static RoundSettings standard() {
        return new RoundSettings(WARM_UPS, JUDGED, Math.max(JUDGED, MostRounds.configured()), List.of());
    }

    /**
     * Sets the number of warm-ups, three by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RoundSettings warmUps(int number) {
        if (number < 0) throw new IllegalArgumentException("warmUps must not be negative but was " + number);
        return new RoundSettings(number, judged, most, allowances);
    }

    /**
     * Sets the number of rounds that must all grow, three by default. The largest number of rounds becomes at least as
     * large.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RoundSettings judged(int number) {
        if (number < 1) throw new IllegalArgumentException("judged must be positive but was " + number);
        return new RoundSettings(warmUps, number, Math.max(most, number), allowances);
    }

    /**
     * Sets the largest number of judged rounds; by default the system property {@code ringfence.rounds}, or twelve.
     *
     * @throws IllegalArgumentException if it is less than the number of rounds that must all grow
     */
    public RoundSettings atMost(int number) {
        if (number < judged)
            throw new IllegalArgumentException(
                    "atMost must not be less than judged, " + judged + ", but was " + number);
        return new RoundSettings(warmUps, judged, number, allowances);
    }

    /**
     * Allows descriptors to stay open.
     *
     * @param glob what may stay open, as in {@link NoFdLeak#except()}
     * @param because why
     * @throws IllegalArgumentException if one of them is blank
     */
    public RoundSettings allowing(String glob, String because) {
        List<Allowance> more = new ArrayList<>(allowances);
        more.add(new Allowance(new Glob(glob), because));
        return new RoundSettings(warmUps, judged, most, more);
    }

    int warmUps() {
        return warmUps;
    }

    int judged() {
        return judged;
    }

    int most() {
        return most;
    }

    List<Allowance> allowances() {
        return allowances;
    }
}
