package dev.ringfence.assertions;

import org.apiguardian.api.API;
import org.assertj.core.api.SoftAssertions;

/**
 * AssertJ's soft assertions, and those on recordings. May be injected by AssertJ's {@code SoftAssertionsExtension}.
 *
 * <pre>{@code
 * RingfenceAssertions.assertSoftly(softly -> {
 *     softly.assertThat(recording).doesNotExec().files().writesOnlyUnder("/tmp");
 *     softly.assertThat(answer.statusCode()).isEqualTo(201);
 * });
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class RingfenceSoftAssertions extends SoftAssertions implements RingfenceSoftAssertionsProvider {

    /** Makes assertions that nobody has broken yet. */
    public RingfenceSoftAssertions() {}
}
