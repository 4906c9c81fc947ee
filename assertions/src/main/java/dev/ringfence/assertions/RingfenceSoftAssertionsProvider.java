package dev.ringfence.assertions;

import dev.ringfence.recording.Recording;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Adds recordings to soft assertions of your own: {@code class MySoftAssertions extends SoftAssertions implements
 * RingfenceSoftAssertionsProvider}. Whatever an assertion on a recording or on one of its areas fails with is collected, also
 * what cannot be told. A leak that is collected is not confirmed by more runs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RingfenceSoftAssertionsProvider extends SoftAssertionsProvider {

    /** Starts soft assertions on a recording. */
    @CheckReturnValue
    default RecordingAssert assertThat(Recording recording) {
        return proxy(RecordingAssert.class, Recording.class, recording).softly(this);
    }
}
