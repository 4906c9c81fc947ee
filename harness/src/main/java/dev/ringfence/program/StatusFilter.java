package dev.ringfence.program;

import dev.ringfence.syscall.decode.Result;
import org.apiguardian.api.API;

/**
 * Which calls are shown by how they ended ({@code -e status=}).
 *
 * @param successful those that did not fail
 * @param failed those that did
 * @param unfinished those that do not return
 * @param unavailable those whose result cannot be known
 * @param detached those that are going on when the tracer leaves
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StatusFilter(
        boolean successful, boolean failed, boolean unfinished, boolean unavailable, boolean detached) {
    /** Every call. */
    public static final StatusFilter ALL = new StatusFilter(true, true, true, true, true);

    boolean isAll() {
        return successful && failed && unfinished && unavailable && detached;
    }

    boolean shows(Result result) {
        return result.errno() != null ? failed : successful;
    }

    boolean showsUnfinished() {
        return unfinished;
    }
}
