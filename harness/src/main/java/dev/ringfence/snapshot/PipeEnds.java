package dev.ringfence.snapshot;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.proc.FdInfo;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.TaskStat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds who holds the other end of a pipe. */
final class PipeEnds {
    private final Path proc;
    private final Pid process;
    private final FdSnapshot own;
    private final Collection<Pid> others;

    PipeEnds(Path proc, Pid process, FdSnapshot own, Collection<Pid> others) {
        this.proc = proc;
        this.process = process;
        this.own = own;
        this.others = others;
    }

    String describe(int fd, String link) {
        Optional<FdInfo> info = FdInfo.read(proc, process.value(), fd).value();
        if (info.isEmpty()) return link;
        boolean writes = info.get().isWritable();
        List<String> holders = new ArrayList<>();
        for (int other : numbersOf(link, ownLinks())) {
            if (other != fd && isOtherEnd(process, other, writes))
                holders.add("fd " + other + (writes ? " (read)" : " (write)"));
        }
        for (Pid pid : others) {
            if (!pid.equals(process) && holdsOtherEnd(pid, link, writes)) holders.add("held by " + nameOf(pid));
        }
        String end = writes ? "write" : "read";
        return "pipe " + end + " end, other end: " + (holders.isEmpty() ? "not held here" : String.join(", ", holders));
    }

    private Map<Integer, String> ownLinks() {
        Map<Integer, String> links = new TreeMap<>();
        own.targets().forEach((fd, target) -> links.put(fd, target.link()));
        return links;
    }

    private boolean holdsOtherEnd(Pid pid, String link, boolean writes) {
        Map<Integer, String> links = FdLinks.read(proc, pid.value()).value().orElse(Map.of());
        return numbersOf(link, links).stream().anyMatch(fd -> isOtherEnd(pid, fd, writes));
    }

    private static List<Integer> numbersOf(String link, Map<Integer, String> links) {
        return links.entrySet().stream()
                .filter(entry -> entry.getValue().equals(link))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isOtherEnd(Pid pid, int fd, boolean writes) {
        return FdInfo.read(proc, pid.value(), fd)
                .value()
                .map(info -> writes ? info.isReadable() : info.isWritable())
                .orElse(false);
    }

    private String nameOf(Pid pid) {
        String comm = TaskStat.readComm(proc, pid.value(), pid.value()).value().orElse("ended");
        return "pid " + pid + " (" + comm + ")";
    }
}
