package dev.ringfence.snapshot;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.proc.FdInfo;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.TaskStat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds who holds the other end of a pipe. What others hold is read once, when the first pipe is asked for. */
final class PipeEnds {
    private static final int MOST_OTHERS = 3;

    private final Path proc;
    private final Pid process;
    private final FdSnapshot own;
    private final DescriptorFacts facts;
    private final Collection<Pid> others;
    private @Nullable Map<String, List<Held>> heldByOthers;

    /** A descriptor of another process. */
    private record Held(Pid holder, int fd) {}

    PipeEnds(Path proc, Pid process, FdSnapshot own, DescriptorFacts facts, Collection<Pid> others) {
        this.proc = proc;
        this.process = process;
        this.own = own;
        this.facts = facts;
        this.others = others;
    }

    String describe(int fd, String link) {
        Optional<FdInfo> info = facts.info(fd).value();
        if (info.isEmpty()) return link;
        boolean writes = info.get().isWritable();
        List<String> holders = new ArrayList<>();
        own.targets().forEach((other, target) -> {
            if (other != fd && target.link().equals(link) && isOtherEnd(facts, other, writes))
                holders.add("fd " + other + (writes ? " (read)" : " (write)"));
        });
        addOthers(link, writes, holders);
        String end = writes ? "write" : "read";
        return "pipe " + end + " end, other end: " + (holders.isEmpty() ? "not held here" : String.join(", ", holders));
    }

    private void addOthers(String link, boolean writes, List<String> holders) {
        if (heldByOthers == null) heldByOthers = readOthers();
        List<Pid> pids = heldByOthers.getOrDefault(link, List.of()).stream()
                .filter(held ->
                        isOtherEnd(DescriptorFacts.live(proc, held.holder().value()), held.fd(), writes))
                .map(Held::holder)
                .distinct()
                .toList();
        pids.stream().limit(MOST_OTHERS).forEach(pid -> holders.add("held by " + nameOf(pid)));
        if (pids.size() > MOST_OTHERS) holders.add("and by " + (pids.size() - MOST_OTHERS) + " more");
    }

    private Map<String, List<Held>> readOthers() {
        Map<String, List<Held>> all = new HashMap<>();
        for (Pid pid : others) {
            if (pid.equals(process)) continue;
            FdLinks.read(proc, pid.value()).value().orElse(Map.of()).forEach((fd, link) -> {
                if (link.startsWith("pipe:["))
                    all.computeIfAbsent(link, none -> new ArrayList<>()).add(new Held(pid, fd));
            });
        }
        return all;
    }

    private static boolean isOtherEnd(DescriptorFacts facts, int fd, boolean writes) {
        return facts.info(fd)
                .value()
                .map(info -> writes ? info.isReadable() : info.isWritable())
                .orElse(false);
    }

    private String nameOf(Pid pid) {
        String comm = TaskStat.readComm(proc, pid.value(), pid.value()).value().orElse("ended");
        return "pid " + pid + " (" + comm + ")";
    }
}
