package dev.ringfence.session;

import dev.ringfence.channel.Frame;
import org.apiguardian.api.API;

/** Is told what a worker does, on the thread that waits for it, in the order in which it happened. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RunListener {

    /** A worker was asked for, and there is nothing to do until it has started. */
    default void starting() {}

    /** The worker, or a process that came from it, wrote to standard output or error. */
    void output(boolean error, byte[] bytes);

    /** Something happened to a test. */
    void event(Frame.TestEvent event);

    /** Returns whether the run shall stop; asked often. */
    boolean isCancelled();
}
