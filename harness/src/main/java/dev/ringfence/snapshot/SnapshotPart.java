package dev.ringfence.snapshot;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a snapshot holds beside what is always in it, because it is dearer to read: {@code status}, {@code stat}, {@code io},
 * {@code limits}, {@code cmdline}, and the links {@code cwd}, {@code root} and {@code exe} are always read. A configuration
 * parameter spells these in lower case, with hyphens.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SnapshotPart {
    /** Sums over all mappings, such as the proportional set size: {@code smaps_rollup}. The kernel walks all pages for it. */
    MEMORY("smaps_rollup"),
    /**
     * How much of the memory of the worker is its Java heap: {@code smaps} of the worker, and where it says that its heap is. The
     * kernel walks all pages for it, and writes some hundred kilobytes.
     */
    HEAP("smaps"),
    /** What is mapped: {@code maps}. */
    MAPPINGS("maps"),
    /** The sockets of the network namespace: {@code net/tcp}, {@code net/udp}, {@code net/unix} and the like. */
    SOCKETS("net/tcp", "net/tcp6", "net/udp", "net/udp6", "net/unix", "net/netlink"),
    /** Counters of interfaces and protocols: {@code net/dev}, {@code net/snmp}. */
    INTERFACES("net/dev", "net/snmp"),
    /** What is mounted: {@code mountinfo}. */
    MOUNTS("mountinfo"),
    /** What the program was started with: {@code environ}. */
    ENVIRONMENT("environ"),
    /** Which control groups it is in: {@code cgroup}. */
    GROUPS("cgroup"),
    /** What these count, in both versions: memory, processor time, throttling, processes. */
    GROUP_COUNTERS("cgroup"),
    /** The links of {@code fd}, also of child processes; that of the worker is in every recording. */
    DESCRIPTORS,
    /** Position and flags of each descriptor: {@code fdinfo}. One file for each. */
    DESCRIPTOR_DETAILS,
    /** Which threads there are, and {@code stat} of each. One file for each. */
    THREADS,
    /** {@code status} of each thread, beside {@link #THREADS}. One file for each. */
    THREAD_DETAILS,
    /** {@link #THREADS}, and whose threads are left at the end, and what they do: their Java names and stacks, and where each was started. */
    THREAD_ORIGINS,
    /** Files that are not of one process: {@code meminfo}, {@code vmstat}, {@code sys/fs/file-nr} and the like. */
    MACHINE;

    private static final Pattern COMMA = Pattern.compile(",");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<String> files;

    SnapshotPart(String... files) {
        this.files = List.of(files);
    }

    /** Returns the files of a process directory that are this part. */
    List<String> files() {
        return files;
    }

    /** Returns whether it takes a list of the threads. */
    boolean isOfThreads() {
        return this == THREADS || this == THREAD_DETAILS || this == THREAD_ORIGINS;
    }

    /** Returns how a setting names it, such as {@code thread-origins}. */
    public String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the parts that a setting names, with commas between.
     *
     * @throws IllegalArgumentException if it names another; the message lists all
     */
    public static Set<SnapshotPart> parse(String setting) {
        Set<SnapshotPart> parts = EnumSet.noneOf(SnapshotPart.class);
        for (String term : COMMA.split(setting, -1)) {
            String name = term.strip();
            if (!name.isEmpty()) parts.add(named(name));
        }
        return Collections.unmodifiableSet(parts);
    }

    private static SnapshotPart named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.spelled().equals(name.toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no part of a snapshot; there are "
                        + Arrays.stream(values()).map(SnapshotPart::spelled).collect(Collectors.joining(", "))));
    }
}
