package dev.ringfence.snapshot;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdLinks;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Takes the descriptor table of a process: the links alone, which is cheap. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FdCapture {
    private final Path proc;

    /**
     * Makes a capture.
     *
     * @param proc where proc is mounted
     */
    public FdCapture(Path proc) {
        this.proc = proc;
    }

    /**
     * Takes the table as it is now.
     *
     * @param atNanos now, on the monotonic clock, since the trace began
     */
    public Reading<FdSnapshot> take(Pid process, long atNanos) {
        return FdLinks.read(proc, process.value()).map(links -> ofLinks(atNanos, links));
    }

    private static FdSnapshot ofLinks(long atNanos, Map<Integer, String> links) {
        Map<Integer, FdTarget> targets = new TreeMap<>();
        links.forEach((fd, link) -> targets.put(fd, FdTarget.ofLink(link)));
        return new FdSnapshot(atNanos, targets);
    }
}
