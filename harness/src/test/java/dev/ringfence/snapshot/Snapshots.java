package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.MachineUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes snapshots of process 11, whose files were captured from Linux 6.18. */
public final class Snapshots {
    public static final int PID = 11;

    private static final List<String> CAPTURED =
            List.of("status", "stat", "io", "limits", "cgroup", "maps", "mountinfo");
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "unix", "netlink", "dev", "snmp");

    private final Map<String, Reading<String>> files = new HashMap<>();
    private final Map<String, Reading<String>> links = new HashMap<>();
    private final List<Integer> threads = new ArrayList<>();
    private final Map<Integer, String> descriptors = new TreeMap<>();

    private Snapshots() {}

    /** Begins with the files as they were captured. */
    public static Snapshots captured() {
        Snapshots snapshot = new Snapshots();
        for (String file : CAPTURED) snapshot.file(file, Fixture.text("odd/" + file));
        for (String table : TABLES) snapshot.file("net/" + table, Fixture.text("net/" + table));
        snapshot.file("smaps_rollup", Fixture.text("odd/smaps_rollup"));
        return snapshot.link("cwd", "/tmp/odd dir").thread(PID, "a) R (b", 277_299);
    }

    public Snapshots file(String name, String text) {
        files.put(name, new Reading.Value<>(text));
        return this;
    }

    public Snapshots file(String name, Reading<String> reading) {
        files.put(name, reading);
        return this;
    }

    /** Replaces a piece of a file. */
    public Snapshots with(String file, String from, String to) {
        String text = files.get(file).value().orElseThrow();
        if (!text.contains(from)) throw new IllegalArgumentException("no \"" + from + "\" in " + file);
        return file(file, text.replace(from, to));
    }

    public Snapshots link(String name, String text) {
        links.put(name, new Reading.Value<>(text));
        return this;
    }

    public Snapshots thread(int tid, String name, long startTicks) {
        return thread(tid, name, 'S', startTicks);
    }

    public Snapshots thread(int tid, String name, char state, long startTicks) {
        threads.add(tid);
        return file(
                "task/" + tid + "/stat",
                tid + " (" + name + ") " + state + " 9 11 11 0 -1 4194560 0 0 0 0 0 0 0 0 25 5 1 0 " + startTicks
                        + " 2322432 384 18446744073709551615 1 2 3 0 0 0 0 0 0 1 0 0 17 0 0 0 0 0 0 4 5 6 7 8 9 10 0\n");
    }

    /** A thread with its {@code status}, which counts how often it left a processor. */
    public Snapshots switching(int tid, String name, long startTicks, long voluntary, long involuntary) {
        String status = Fixture.text("odd/status")
                .replace("\nvoluntary_ctxt_switches:\t1\n", "\nvoluntary_ctxt_switches:\t" + voluntary + "\n")
                .replace("nonvoluntary_ctxt_switches:\t1\n", "nonvoluntary_ctxt_switches:\t" + involuntary + "\n");
        return thread(tid, name, startTicks).file("task/" + tid + "/status", status);
    }

    /** Returns a mapping of {@code smaps}, in kilobytes. */
    public static String smap(String range, long size, long resident, long hugetlb) {
        StringBuilder text = new StringBuilder(range + " rw-p 00000000 00:00 0 \n");
        line(text, "Size", size);
        line(text, "KernelPageSize", 4);
        line(text, "Rss", resident);
        for (String name : List.of(
                "Pss", "Shared_Clean", "Shared_Dirty", "Private_Clean", "Private_Dirty", "Referenced", "Anonymous"))
            line(text, name, 0);
        line(text, "Private_Hugetlb", hugetlb);
        line(text, "Swap", 0);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long kilobytes) {
        text.append(name).append(": ").append(kilobytes).append(" kB\n");
    }

    public Snapshots descriptor(int fd, String link) {
        descriptors.put(fd, link);
        return this;
    }

    public ProcessSnapshot build() {
        return new ProcessSnapshot(
                PID,
                new Reading.Value<>(new MachineUnits(100, 4096)),
                new Reading.Value<>(threads),
                new Reading.Value<>(descriptors),
                files,
                links);
    }
}
