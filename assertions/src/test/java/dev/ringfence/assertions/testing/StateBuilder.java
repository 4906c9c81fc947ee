package dev.ringfence.assertions.testing;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.StateSnapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds what {@code /proc} says of the worker of {@link RecordingBuilder} at one moment. */
public final class StateBuilder {
    private static final String STATUS = """
            Name:\tjava
            Umask:\t0022
            State:\tS (sleeping)
            Tgid:\t5100
            Pid:\t5100
            PPid:\t1
            TracerPid:\t1
            Uid:\t0\t0\t0\t0
            Gid:\t0\t0\t0\t0
            FDSize:\t64
            Groups:\t
            VmPeak:\t900000 kB
            VmSize:\t900000 kB
            VmLck:\t0 kB
            VmPin:\t0 kB
            VmHWM:\t100000 kB
            VmRSS:\t100000 kB
            VmData:\t1 kB
            VmStk:\t1 kB
            VmExe:\t1 kB
            VmLib:\t1 kB
            VmPTE:\t1 kB
            Threads:\t2
            SigQ:\t0/100
            SigPnd:\t0000000000000000
            ShdPnd:\t0000000000000000
            SigBlk:\t0000000000000000
            SigIgn:\t0000000000000000
            SigCgt:\t0000000000000000
            CapInh:\t0000000000000000
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapBnd:\t0000000000000000
            """;
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max open files            1024                 4096                 files
            Max processes             100                  100                  processes
            """;
    private static final Reading<MachineUnits> UNITS = new Reading.Value<>(new MachineUnits(100, 4096));
    private static final String TCP =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private final Map<String, Reading<String>> files = new HashMap<>();
    private final Map<String, Reading<String>> links = new HashMap<>();
    private final Set<SnapshotPart> parts = EnumSet.noneOf(SnapshotPart.class);
    private final List<Integer> threads = new ArrayList<>();
    private final List<ProcessSnapshot> children = new ArrayList<>();
    private final Map<String, Reading<String>> machine = new HashMap<>();
    private boolean withoutWorker;
    private long atNanos = RecordingBuilder.START;

    private StateBuilder() {}

    /** Begins with a worker of two threads. */
    public static StateBuilder state() {
        StateBuilder state = new StateBuilder();
        return state.file("status", STATUS)
                .file("limits", LIMITS)
                .file("stat", stat(5100, "java", 'S', 1, 900))
                .link("cwd", "/work")
                .thread(5100, "java", 900)
                .thread(5101, "main", 901);
    }

    /** Is taken so long after the window opened. */
    public StateBuilder atMillis(long millis) {
        atNanos = RecordingBuilder.START + millis * RecordingBuilder.MILLI;
        return this;
    }

    /** Captures parts beside what is always captured. */
    public StateBuilder captured(SnapshotPart... more) {
        parts.addAll(List.of(more));
        return this;
    }

    public StateBuilder file(String name, String text) {
        files.put(name, new Reading.Value<>(text));
        return this;
    }

    /** Could not read a file. */
    public StateBuilder failed(String name, String error) {
        files.put(name, new Reading.Failed<>(error));
        return this;
    }

    /** Replaces a piece of a file. */
    public StateBuilder with(String file, String from, String to) {
        String text = files.get(file).value().orElseThrow();
        if (!text.contains(from)) throw new IllegalArgumentException("no \"" + from + "\" in " + file);
        return file(file, text.replace(from, to));
    }

    public StateBuilder link(String name, String text) {
        links.put(name, new Reading.Value<>(text));
        return this;
    }

    /** Could not read a link. */
    public StateBuilder failedLink(String name, String error) {
        links.put(name, new Reading.Failed<>(error));
        return this;
    }

    public StateBuilder thread(int tid, String name, long startTicks) {
        threads.add(tid);
        return file("task/" + tid + "/stat", stat(tid, name, 'S', 1, startTicks));
    }

    /** Has sockets in the namespace: rows of {@code net/tcp} as {@code 0100007F:1F90 00000000:0000 0A INODE}. */
    public StateBuilder sockets(String... rows) {
        StringBuilder table = new StringBuilder(TCP);
        for (String row : rows) {
            int inode = row.lastIndexOf(' ');
            table.append("   0: ")
                    .append(row, 0, inode)
                    .append(" 00000000:00000000 00:00000000 00000000     0        0")
                    .append(row.substring(inode))
                    .append(" 1 0000000000000000 100 0 0 10 0\n");
        }
        file("net/tcp", table.toString());
        file("net/udp", TCP);
        return captured(SnapshotPart.SOCKETS);
    }

    /** Has a thread switched so often. */
    public StateBuilder switched(int tid, long voluntary, long involuntary) {
        captured(SnapshotPart.THREAD_DETAILS);
        return file(
                "task/" + tid + "/status",
                STATUS + "voluntary_ctxt_switches:\t" + voluntary + "\nnonvoluntary_ctxt_switches:\t" + involuntary
                        + "\n");
    }

    /** Has the machine say something. */
    public StateBuilder machine(String file, String text) {
        machine.put(file, new Reading.Value<>(text));
        return captured(SnapshotPart.MACHINE);
    }

    /** Has a child that has ended and was not waited for. */
    public StateBuilder zombie(int pid, String name) {
        children.add(process(pid, Map.of("stat", new Reading.Value<>(stat(pid, name, 'Z', 5100, 999))), Map.of()));
        return this;
    }

    /** Has nothing of the worker. */
    public StateBuilder withoutWorker() {
        withoutWorker = true;
        return this;
    }

    StateSnapshot build() {
        List<ProcessSnapshot> processes = new ArrayList<>(children);
        if (!withoutWorker) processes.add(0, process(RecordingBuilder.WORKER, files, links));
        Reading<MachineSnapshot> ofMachine = machine.isEmpty()
                ? new Reading.Absent<>("the machine was not captured")
                : new Reading.Value<>(new MachineSnapshot(UNITS, machine));
        return new StateSnapshot(atNanos, 1, parts, processes, ofMachine);
    }

    private ProcessSnapshot process(
            int pid, Map<String, Reading<String>> ofFiles, Map<String, Reading<String>> ofLinks) {
        return new ProcessSnapshot(
                pid,
                UNITS,
                new Reading.Value<>(threads),
                new Reading.Absent<>("fd was not captured"),
                ofFiles,
                ofLinks);
    }

    private static String stat(int tid, String name, char state, int parent, long startTicks) {
        return tid + " (" + name + ") " + state + " " + parent + " 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 25 5 1 0 "
                + startTicks
                + " 2322432 384 18446744073709551615 1 2 3 0 0 0 0 0 0 1 0 0 17 0 0 0 0 0 0 4 5 6 7 8 9 10 0\n";
    }
}
