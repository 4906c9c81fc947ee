package dev.ringfence.snapshot;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a descriptor stands for.
 *
 * @param link the link text of {@code /proc/PID/fd/N}, verbatim, such as {@code socket:[4711]} or {@code /tmp/a (deleted)}
 * @param description as lsof would show it, such as {@code socket TCP 127.0.0.1:8080 -> 127.0.0.1:51324 CLOSE_WAIT};
 *     the link itself where there is nothing more to say or it was not asked for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FdTarget(String link, String description) {
    public FdTarget {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(description, "description");
    }

    /** Returns a target whose description is its link. */
    public static FdTarget ofLink(String link) {
        return new FdTarget(link, link);
    }
}
