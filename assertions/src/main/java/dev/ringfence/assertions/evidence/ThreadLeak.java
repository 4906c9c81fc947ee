package dev.ringfence.assertions.evidence;

import dev.ringfence.ledger.Site;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.LeftThread;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A thread that a window started and left running.
 *
 * @param thread the thread
 * @param site where it was started, or what is known of it where that is not
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ThreadLeak(LeftThread thread, Site site) {
    public ThreadLeak {
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(site, "site");
    }

    static ThreadLeak of(LeftThread thread) {
        return new ThreadLeak(
                thread,
                thread.seenStart()
                        .flatMap(start -> Sites.of(start.stack()))
                        .orElseGet(() -> Sites.ofThread(thread.actor().name(), thread.stack())));
    }

    /** Returns what a message calls it: {@code "poller-1" (tid 4711)}. */
    public String name() {
        return thread.actor().describe();
    }

    Stream<String> names() {
        return Stream.of(thread.actor().name(), site.label());
    }
}
