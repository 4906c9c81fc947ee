package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Grown;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/**
 * Words what a window left.
 *
 * @param <G> what it left
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface GrowthText<G extends Grown<G>> {

    /**
     * Returns the message.
     *
     * @param standing how sure it is
     */
    ErrorMessageFactory shouldLeaveNothing(G grown, Standing standing);

    /** Returns the message of growth that slowed but did not end. */
    ErrorMessageFactory shouldStopGrowing(G grown, String reason);

    /** Returns where the first of it came from, if that is known. */
    Optional<Throwable> cause(G grown);
}
