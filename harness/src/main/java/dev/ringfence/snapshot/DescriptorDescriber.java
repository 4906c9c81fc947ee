package dev.ringfence.snapshot;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdInfo;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Says what descriptors stand for, as lsof would. Where it reads {@code /proc}, it has to be asked while the process is as it
 * was when the snapshot was taken.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DescriptorDescriber {
    private static final String ANON = "anon_inode:";
    private static final String MEMFD = "/memfd:";
    private static final String DELETED = " (deleted)";

    private final Path proc;

    /**
     * Makes a describer.
     *
     * @param proc where proc is mounted
     */
    public DescriptorDescriber(Path proc) {
        this.proc = proc;
    }

    /**
     * Returns the snapshot with descriptions of some descriptors.
     *
     * @param process whose table the snapshot is
     * @param wanted numbers to describe; the others keep what they have
     * @param others processes that may hold the other end of a pipe
     */
    public FdSnapshot describe(Pid process, FdSnapshot snapshot, Collection<Integer> wanted, Collection<Pid> others) {
        return describe(process, snapshot, DescriptorFacts.live(proc, process.value()), wanted, others);
    }

    /**
     * Describes all descriptors of a process from what was captured of it.
     *
     * @param process with {@link SnapshotPart#DESCRIPTOR_DETAILS} and {@link SnapshotPart#SOCKETS}
     * @param others processes that may hold the other end of a pipe; they are read now
     */
    public Reading<FdSnapshot> describe(ProcessSnapshot process, Collection<Pid> others) {
        return process.descriptors().map(links -> {
            Map<Integer, FdTarget> targets = new TreeMap<>();
            links.forEach((fd, link) -> targets.put(fd, FdTarget.ofLink(link)));
            FdSnapshot snapshot = new FdSnapshot(0, targets);
            return describe(new Pid(process.pid()), snapshot, DescriptorFacts.of(process), links.keySet(), others);
        });
    }

    private FdSnapshot describe(
            Pid process,
            FdSnapshot snapshot,
            DescriptorFacts facts,
            Collection<Integer> wanted,
            Collection<Pid> others) {
        SocketTable sockets = new SocketTable(facts);
        PipeEnds pipes = new PipeEnds(proc, process, snapshot, facts, others);
        Map<Integer, FdTarget> targets = new TreeMap<>(snapshot.targets());
        for (int fd : wanted) {
            targets.computeIfPresent(
                    fd, (n, target) -> new FdTarget(target.link(), describe(facts, n, target.link(), sockets, pipes)));
        }
        return new FdSnapshot(snapshot.atNanos(), targets);
    }

    private static String describe(DescriptorFacts facts, int fd, String link, SocketTable sockets, PipeEnds pipes) {
        try {
            Optional<String> inode = between(link, "socket:[", "]");
            if (inode.isPresent()) return sockets.describe(inode.get());
            if (link.startsWith("pipe:[")) return pipes.describe(fd, link);
            if (link.startsWith(ANON)) return anonymous(facts, fd, link);
            if (link.startsWith(MEMFD))
                return link.substring(1, link.length() - (link.endsWith(DELETED) ? DELETED.length() : 0));
            return link;
        } catch (KernelTextException e) {
            return link + " (not described: " + e.getMessage() + ")";
        }
    }

    static Optional<String> between(String text, String prefix, String suffix) {
        boolean matches =
                text.startsWith(prefix) && text.endsWith(suffix) && text.length() >= prefix.length() + suffix.length();
        return matches
                ? Optional.of(text.substring(prefix.length(), text.length() - suffix.length()))
                : Optional.empty();
    }

    /** {@code anon_inode:[eventpoll]}, and without brackets {@code anon_inode:inotify}. */
    private static String anonymous(DescriptorFacts facts, int fd, String link) {
        String name = between(link, ANON + "[", "]").orElse(link.substring(ANON.length()));
        return switch (name) {
            case "eventpoll" -> name + told(facts, fd, DescriptorDescriber::watching);
            case "eventfd" ->
                name
                        + told(
                                facts,
                                fd,
                                info -> info.count().isPresent()
                                        ? " count " + info.count().getAsLong()
                                        : "");
            case "inotify" -> name + told(facts, fd, info -> " watching " + info.inotifyWatches());
            case "pidfd" -> name + told(facts, fd, DescriptorDescriber::process);
            default -> name;
        };
    }

    private static String told(DescriptorFacts facts, int fd, Function<FdInfo, String> text) {
        return facts.info(fd).value().map(text).orElse("");
    }

    private static String watching(FdInfo info) {
        if (info.watchedFds().isEmpty()) return " watching nothing";
        return info.watchedFds().stream()
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(", ", " watching fd ", ""));
    }

    private static String process(FdInfo info) {
        if (info.pid().isEmpty()) return "";
        int pid = info.pid().getAsInt();
        return pid > 0 ? " of process " + pid : " of a process that has ended";
    }
}
