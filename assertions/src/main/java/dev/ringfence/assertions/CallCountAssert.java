package dev.ringfence.assertions;

import dev.ringfence.assertions.judge.Bounds;
import dev.ringfence.syscall.Family;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Assertions on how often a window made calls of a family. Each returns to the assertions on the recording. A number
 * that is negative, or a range that is empty, is an
 * {@link IllegalArgumentException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CallCountAssert {
    private final RecordingAssert recording;
    private final Family family;

    CallCountAssert(RecordingAssert recording, Family family) {
        this.recording = recording;
        this.family = Objects.requireNonNull(family, "family");
    }

    /**
     * Verifies that there were at most so many.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> Files.readString(path))).opens().atMost(1); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().atMost(0); // fails
     * }</pre>
     */
    public RecordingAssert atMost(long most) {
        return recording.hasCalls(family, Bounds.atMost(most));
    }

    /**
     * Verifies that there were at least so many.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> channel.force(true))).calls(fsyncs()).atLeast(1); // passes
     * assertThat(recorder.record(() -> channel.write(bytes))).calls(fsyncs()).atLeast(1); // fails
     * }</pre>
     */
    public RecordingAssert atLeast(long least) {
        return recording.hasCalls(family, Bounds.atLeast(least));
    }

    /**
     * Verifies that there were exactly so many.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> Files.readString(path))).opens().exactly(1); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().exactly(2); // fails
     * }</pre>
     */
    public RecordingAssert exactly(long number) {
        return recording.hasCalls(family, new Bounds(number, number));
    }

    /**
     * Verifies that there were at least {@code least} and at most {@code most}.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> Files.readString(path))).opens().between(1, 2); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().between(2, 3); // fails
     * }</pre>
     */
    public RecordingAssert between(long least, long most) {
        return recording.hasCalls(family, new Bounds(least, most));
    }

    /**
     * Verifies that there was none.
     *
     * <pre>{@code
     * assertThat(recorder.record(() -> "a".repeat(3))).opens().never(); // passes
     * assertThat(recorder.record(() -> Files.readString(path))).opens().never(); // fails
     * }</pre>
     */
    public RecordingAssert never() {
        return recording.hasCalls(family, Bounds.atMost(0));
    }
}
