package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The links of {@code ns}: {@code ns_get_path} and {@code proc_ns_readlink} in fs/proc/namespaces.c.
 *
 * @param links each as it was read: one that a kernel does not have, or that has ended with its process, is absent
 * @see <a href="https://man7.org/linux/man-pages/man7/namespaces.7.html">namespaces(7)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Namespaces(Map<Kind, Reading<Namespace>> links) {

    public Namespaces {
        links = Collections.unmodifiableMap(new EnumMap<>(links));
    }

    /** Names of the links. */
    public enum Kind {
        CGROUP("cgroup"),
        IPC("ipc"),
        MNT("mnt"),
        NET("net"),
        PID("pid"),
        /** That its children will be in; absent until the first one, after unshare(2). */
        PID_FOR_CHILDREN("pid_for_children"),
        TIME("time"),
        TIME_FOR_CHILDREN("time_for_children"),
        USER("user"),
        UTS("uts");

        private final String link;

        Kind(String link) {
            this.link = link;
        }
    }

    /**
     * A namespace.
     *
     * @param type such as {@code pid}
     * @param inode names it among those of the machine
     */
    public record Namespace(String type, long inode) {}

    /** Reads which namespaces a process or thread is in. Only those who may trace it are told. */
    public static Namespaces read(TaskDirectory task) {
        Map<Kind, Reading<Namespace>> links = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) links.put(kind, read(task, kind));
        return new Namespaces(links);
    }

    private static Reading<Namespace> read(TaskDirectory task, Kind kind) {
        var link = task.file("ns/" + kind.link);
        try {
            return KernelFiles.readLink(link).map(text -> parse(link.toString(), text));
        } catch (KernelTextException e) {
            return new Reading.Failed<>(String.valueOf(e.getMessage()));
        }
    }

    /** Parses {@code pid:[4026531836]}. */
    static Namespace parse(String file, String text) {
        KernelText.Line line = KernelText.line(file, text);
        int bracket = text.indexOf(":[");
        if (bracket <= 0 || !text.endsWith("]")) throw line.error("link", "expected a type and a number in brackets");
        return new Namespace(
                text.substring(0, bracket), line.decimal(text.substring(bracket + 2, text.length() - 1), "inode"));
    }

    /** Returns one of the links. */
    public Reading<Namespace> of(Kind kind) {
        Reading<Namespace> link = links.get(kind);
        return link == null ? new Reading.Absent<>("ns/" + kind.link + " was not read") : link;
    }
}
