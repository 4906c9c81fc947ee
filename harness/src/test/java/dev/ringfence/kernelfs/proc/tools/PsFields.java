package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.UNITS;
import static dev.ringfence.kernelfs.proc.Live.value;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.CommandLine;
import dev.ringfence.kernelfs.proc.FileLink;
import dev.ringfence.kernelfs.proc.Namespaces;
import dev.ringfence.kernelfs.proc.OutOfMemoryScore;
import dev.ringfence.kernelfs.proc.SchedulingPolicy;
import dev.ringfence.kernelfs.proc.SignalSet;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIo;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.WaitChannel;
import dev.ringfence.kernelfs.proc.cgroup.GroupMembership;
import dev.ringfence.kernelfs.proc.machine.MachineStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What we read of a process, in the words of ps, by the names of its columns. */
final class PsFields {
    /** Those of procps-ng 3 and 4. Of others a version may know only some. */
    static final List<String> IN_EVERY_VERSION = List.of(
            "pid",
            "ppid",
            "pgid",
            "sid",
            "tpgid",
            "s",
            "flag",
            "min_flt",
            "maj_flt",
            "priority",
            "ni",
            "rtprio",
            "cls",
            "psr",
            "nlwp",
            "vsz",
            "rss",
            "cputimes",
            "uid",
            "ruid",
            "suid",
            "fsuid",
            "gid",
            "rgid",
            "sgid",
            "fsgid",
            "pending",
            "blocked",
            "ignored",
            "caught",
            "wchan",
            "comm",
            "args",
            "cgroup",
            "mntns",
            "netns",
            "pidns");

    private final Map<String, String> fields = new LinkedHashMap<>();

    private PsFields() {}

    static Map<String, String> of(TaskDirectory process) {
        PsFields all = new PsFields();
        TaskStatistics stat = value(TaskStatistics.read(process, UNITS));
        TaskStatus status = value(TaskStatus.read(process));
        all.family(stat, status);
        all.scheduling(stat);
        all.memory(process, stat);
        all.credentials(status.credentials());
        all.signals(status.signals());
        all.names(process, stat);
        all.transfers(process);
        all.namespaces(process);
        return all.fields;
    }

    private void put(String name, Object text) {
        fields.put(name, String.valueOf(text));
    }

    private void family(TaskStatistics stat, TaskStatus status) {
        put("pid", stat.tid());
        put("ppid", status.parent());
        put("pgid", stat.family().processGroup());
        put("sid", stat.family().session());
        put("tpgid", stat.family().foregroundGroup().value().orElse(-1));
        put("s", status.state().letter());
        // ps shows two of them: PF_FORKNOEXEC and PF_SUPERPRIV.
        put("flag", Long.toOctalString(stat.flags() >>> 6 & 7));
        put("nlwp", status.threads());
    }

    private void scheduling(TaskStatistics stat) {
        put("priority", stat.scheduling().priority());
        put("ni", stat.scheduling().nice());
        boolean realTime = stat.scheduling().realTimePriority() > 0;
        put("rtprio", realTime ? stat.scheduling().realTimePriority() : "-");
        put(
                "cls",
                stat.scheduling().policy() == SchedulingPolicy.OTHER
                        ? "TS"
                        : stat.scheduling().policy());
        put("psr", stat.scheduling().processor());
        put("min_flt", Long.toUnsignedString(stat.faults().minor()));
        put("maj_flt", Long.toUnsignedString(stat.faults().major()));
        Duration used = stat.times().user().plus(stat.times().system());
        put("cputimes", used.toSeconds());
    }

    private void memory(TaskDirectory process, TaskStatistics stat) {
        put("vsz", stat.memory().sizeBytes() >> 10);
        put("rss", value(value(TaskStatus.read(process)).memory()).residentBytes() >> 10);
        put("oom", value(OutOfMemoryScore.read(process)));
        put("oomadj", value(OutOfMemoryScore.readAdjustment(process)));
    }

    private void credentials(TaskStatus.Credentials credentials) {
        put("uid", credentials.user().effective());
        put("ruid", credentials.user().real());
        put("suid", credentials.user().savedSet());
        put("fsuid", credentials.user().fileSystem());
        put("gid", credentials.group().effective());
        put("rgid", credentials.group().real());
        put("sgid", credentials.group().savedSet());
        put("fsgid", credentials.group().fileSystem());
        String groups =
                credentials.supplementaryGroups().stream().map(String::valueOf).collect(Collectors.joining(","));
        put("supgid", groups.isEmpty() ? "-" : groups);
    }

    private void signals(TaskStatus.Signals signals) {
        put("pending", mask(signals.pendingForProcess()));
        put("blocked", mask(signals.blocked()));
        put("ignored", mask(signals.ignored()));
        put("caught", mask(signals.caught()));
    }

    private static String mask(SignalSet signals) {
        return String.format(Locale.ROOT, "%016x", signals.bits());
    }

    private void names(TaskDirectory process, TaskStatistics stat) {
        put("comm", stat.comm());
        // ps shows line feeds as blanks; a server that writes its title over its arguments leaves blanks behind it.
        String arguments = String.join(" ", value(CommandLine.read(process)).arguments());
        put("args", arguments.replace('\n', ' ').strip());
        put("wchan", WaitChannel.read(process).value().orElse("-"));
        put("exe", value(FileLink.readProgram(process)).path());
        String groups = value(GroupMembership.read(process)).stream()
                // ps leaves out the topmost group of each hierarchy.
                .filter(group -> !group.path().equals("/"))
                .map(group -> group.hierarchy() + ":" + String.join(",", group.controllers()) + ":" + group.path())
                .collect(Collectors.joining(","));
        put("cgroup", groups.isEmpty() ? "-" : groups);
    }

    private void transfers(TaskDirectory process) {
        TaskIo io = value(TaskIo.read(process));
        put("rbytes", Long.toUnsignedString(io.fetchedBytes()));
        put("wbytes", Long.toUnsignedString(io.sentBytes()));
        put("wcbytes", Long.toUnsignedString(io.cancelledBytes()));
        put("rchars", Long.toUnsignedString(io.readBytes()));
        put("wchars", Long.toUnsignedString(io.writtenBytes()));
        put("rops", Long.toUnsignedString(io.reads()));
        put("wops", Long.toUnsignedString(io.writes()));
    }

    private void namespaces(TaskDirectory process) {
        Namespaces namespaces = Namespaces.read(process);
        for (Namespaces.Kind kind : Namespaces.Kind.values()) {
            Reading<Namespaces.Namespace> link = namespaces.of(kind);
            String column = kind.name().toLowerCase(Locale.ROOT) + "ns";
            if (!column.contains("_"))
                put(column, link.value().map(n -> Long.toString(n.inode())).orElse("-"));
        }
    }

    /** Returns when a process was started. */
    static Instant started(TaskDirectory process) {
        Instant boot = value(MachineStatistics.read(PROC, UNITS)).bootTime();
        return boot.plus(value(TaskStatistics.read(process, UNITS)).startedAfterBoot());
    }
}
