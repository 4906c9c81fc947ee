package dev.ringfence.ledger;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdKind;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The life of one descriptor of the worker in a window: one number, from its opening to its close. A number that is
 * reused has several lives.
 *
 * @param fd its number
 * @param kind what it stands for; {@link FdKind#OTHER} where it was there before
 * @param opening how it came to be
 * @param ending how it ended
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DescriptorLife(Fd fd, FdKind kind, Opening opening, Ending ending) {
    public DescriptorLife {
        Objects.requireNonNull(fd, "fd");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(opening, "opening");
        Objects.requireNonNull(ending, "ending");
    }

    /** Returns whether the test opened it: inside the window, by a judged thread, not to load classes. */
    public boolean isOpenedByTest() {
        return opening instanceof Opening.Seen seen && seen.event().scope().isJudged();
    }

    /** Returns whether the test opened it and it is still open. */
    public boolean isLeftOpen() {
        return isOpenedByTest() && ending instanceof Ending.StillOpen;
    }

    /** Returns whether the test opened it and left it to the garbage collector, which closed it. */
    public boolean isAbandoned() {
        return isOpenedByTest() && ending instanceof Ending.Closed closed && closed.byCollector();
    }
}
