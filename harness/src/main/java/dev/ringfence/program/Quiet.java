package dev.ringfence.program;

import org.apiguardian.api.API;

/**
 * What is not told.
 *
 * @param attach that a process was attached to
 * @param personality that a process calls through another interface
 * @param threadExecve that a thread replaced its leader
 * @param exit that a process exited
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Quiet(boolean attach, boolean personality, boolean threadExecve, boolean exit) {

    /** Returns what so many {@code -q} silence. */
    public static Quiet level(int count) {
        return new Quiet(count > 0, count > 0, count > 2, count > 1);
    }
}
