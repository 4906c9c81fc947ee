package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.judge.Bounds;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.assertions.rule.TimeRules;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * Assertions on how often a window made certain calls, and how long they took. Each returns to the assertions that it was started from. A number
 * that is negative, or a range that is empty, is an
 * {@link IllegalArgumentException}.
 *
 * @param <BACK> the assertions that it was started from
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CallCountAssert<BACK> {
    private final RecordingAssert recording;
    private final CallRule calls;
    private final BACK back;
    private final WritableAssertionInfo info;

    CallCountAssert(RecordingAssert recording, CallRule calls, BACK back, WritableAssertionInfo info) {
        this.recording = recording;
        this.calls = calls;
        this.back = back;
        this.info = info;
    }

    /**
     * Verifies that there were at most so many.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> Files.readString(path))).opens().atMost(1); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().atMost(0); // fails
     * }</pre>
     */
    public BACK atMost(long most) {
        return has(Bounds.atMost(most));
    }

    /**
     * Verifies that there were at least so many.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> channel.force(true))).calls(fsyncs()).atLeast(1); // passes
     * assertThat(recorder.record(() -> channel.write(bytes))).calls(fsyncs()).atLeast(1); // fails
     * }</pre>
     */
    public BACK atLeast(long least) {
        return has(Bounds.atLeast(least));
    }

    /**
     * Verifies that there were exactly so many.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> Files.readString(path))).opens().exactly(1); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().exactly(2); // fails
     * }</pre>
     */
    public BACK exactly(long number) {
        return has(new Bounds(number, number));
    }

    /**
     * Verifies that there were at least {@code least} and at most {@code most}.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> Files.readString(path))).opens().between(1, 2); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().between(2, 3); // fails
     * }</pre>
     */
    public BACK between(long least, long most) {
        return has(new Bounds(least, most));
    }

    /**
     * Verifies that there was none.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> "a".repeat(3))).opens().never(); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().never(); // fails
     * }</pre>
     */
    public BACK never() {
        return has(Bounds.atMost(0));
    }

    // --- Time ---

    /**
     * Verifies that none of them took longer, from entry to exit as the tracer saw them; its own work is part of that. A
     * call that has not returned when the window ends counts with the time that it has taken.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> channel.force(true))).calls(fsyncs()).eachTakesAtMost(ofSeconds(5));
     * // fails
     * assertThat(recorder.record(() -> channel.force(true))).calls(fsyncs()).eachTakesAtMost(ofNanos(1));
     * }</pre>
     */
    public BACK eachTakesAtMost(Duration limit) {
        return keeps(TimeRules.eachTakesAtMost(calls, limit), "eachTakesAtMost");
    }

    /**
     * Verifies that they took no longer together, on all threads.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).calls(opens()).takeTogetherAtMost(ofSeconds(1));
     * // fails
     * assertThat(recorder.record(() -> Files.readString(path))).calls(opens()).takeTogetherAtMost(ofNanos(1));
     * }</pre>
     */
    public BACK takeTogetherAtMost(Duration limit) {
        return keeps(TimeRules.takeTogetherAtMost(calls, limit), "takeTogetherAtMost");
    }

    private BACK keeps(Rule rule, String method) {
        recording.keeps(rule, List.of(), enough -> "calls(" + calls + ")." + method + "(" + enough.get(0) + ")", info);
        return back;
    }

    private BACK has(Bounds bounds) {
        recording.hasCalls(calls, bounds, info);
        return back;
    }
}
