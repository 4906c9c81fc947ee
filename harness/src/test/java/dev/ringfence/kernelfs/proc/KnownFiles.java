package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.cgroup.ControlGroup;
import dev.ringfence.kernelfs.proc.cgroup.GroupMembership;
import dev.ringfence.kernelfs.proc.cgroup.GroupMemory;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcesses;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcessor;
import dev.ringfence.kernelfs.proc.machine.DiskStatistics;
import dev.ringfence.kernelfs.proc.machine.FileCounts;
import dev.ringfence.kernelfs.proc.machine.FileSystemType;
import dev.ringfence.kernelfs.proc.machine.InodeCounts;
import dev.ringfence.kernelfs.proc.machine.InterruptTable;
import dev.ringfence.kernelfs.proc.machine.KernelCommandLine;
import dev.ringfence.kernelfs.proc.machine.KernelVersion;
import dev.ringfence.kernelfs.proc.machine.LoadAverage;
import dev.ringfence.kernelfs.proc.machine.MachineStatistics;
import dev.ringfence.kernelfs.proc.machine.MemoryInfo;
import dev.ringfence.kernelfs.proc.machine.Partition;
import dev.ringfence.kernelfs.proc.machine.Pressure;
import dev.ringfence.kernelfs.proc.machine.Processor;
import dev.ringfence.kernelfs.proc.machine.SwapArea;
import dev.ringfence.kernelfs.proc.machine.Uptime;
import dev.ringfence.kernelfs.proc.machine.VirtualMemoryCounters;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.kernelfs.proc.memory.MappingUse;
import dev.ringfence.kernelfs.proc.memory.MemoryRollup;
import dev.ringfence.kernelfs.proc.memory.NumaMapping;
import dev.ringfence.kernelfs.proc.mount.MountEntry;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import dev.ringfence.kernelfs.proc.net.NetlinkSocket;
import dev.ringfence.kernelfs.proc.net.NetworkInterface;
import dev.ringfence.kernelfs.proc.net.ProtocolCounters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Every file that has a reader, the reader, and which captured files show what it may hold. */
final class KnownFiles {
    private static final MachineUnits UNITS = new MachineUnits(100, 4096);
    private static final String[] PROCESSES = {
        "odd", "zombie", "kernel-thread", "stopped", "nested", "thread-0", "thread-1"
    };

    private final List<Known> all = new ArrayList<>();

    private KnownFiles() {}

    /**
     * A file with its reader.
     *
     * @param path below the directory of proc
     * @param reader of the file, when it is there
     * @param captured names of captured files of this form
     * @param mayEndAnywhere whether a text that is cut off is one of this form, too
     */
    record Known(String path, Function<Path, Reading<?>> reader, List<String> captured, boolean mayEndAnywhere) {
        @Override
        public String toString() {
            return path;
        }
    }

    static List<Known> all() {
        KnownFiles files = new KnownFiles();
        files.ofProcesses();
        files.ofMemory();
        files.ofNetworks();
        files.ofTheMachine();
        files.ofGroups();
        return files.all;
    }

    private void ofProcesses() {
        process("status", TaskStatus::read);
        process("stat", task -> TaskStatistics.read(task, UNITS));
        process("statm", task -> MemoryPages.read(task, UNITS));
        process("io", TaskIo::read);
        process("limits", ResourceLimits::read);
        process("oom_score", OutOfMemoryScore::read);
        process("oom_score_adj", OutOfMemoryScore::readAdjustment);
        process("syscall", CurrentCall::read);
        process("stack", KernelStack::read);
        process("sched", SchedulerDetails::read);
        process("schedstat", SchedulerTimes::read);
        process("mountinfo", MountPoint::read);
        process("cgroup", GroupMembership::read);
        anyText("cmdline", CommandLine::read);
        anyText("environ", ProcessEnvironment::read);
        anyText("wchan", WaitChannel::read);
        add(
                "7/fdinfo/3",
                proc -> FdInfo.read(TaskDirectory.process(proc, 7), 3),
                captured("fdinfo", "file", "eventfd", "eventpoll", "inotify", "pidfd", "timerfd", "signalfd"));
    }

    private void ofMemory() {
        process("maps", Mapping::read);
        process("smaps", MappingUse::read);
        process("smaps_rollup", MemoryRollup::read);
        process("numa_maps", NumaMapping::read);
    }

    private void ofNetworks() {
        for (InetSocket.Protocol protocol : InetSocket.Protocol.values())
            net(protocol.name().toLowerCase(Locale.ROOT), task -> InetSocket.read(task, protocol));
        net("unix", UnixSocket::read);
        net("netlink", NetlinkSocket::read);
        net("dev", NetworkInterface::read);
        net("snmp", ProtocolCounters::readSnmp);
        net("netstat", ProtocolCounters::readNetstat);
        net("snmp6", ProtocolCounters::readSnmp6);
    }

    private void ofTheMachine() {
        machine("meminfo", MemoryInfo::read);
        machine("cpuinfo", Processor::read);
        machine("loadavg", LoadAverage::read);
        machine("stat", proc -> MachineStatistics.read(proc, UNITS));
        machine("vmstat", VirtualMemoryCounters::read);
        machine("uptime", Uptime::read);
        machine("version", KernelVersion::read);
        machine("cmdline", KernelCommandLine::read);
        machine("mounts", MountEntry::read);
        machine("interrupts", InterruptTable::read);
        machine("softirqs", InterruptTable::readSoft);
        machine("filesystems", FileSystemType::read);
        machine("swaps", SwapArea::read);
        machine("diskstats", DiskStatistics::read);
        machine("partitions", Partition::read);
        machine("sys/fs/file-nr", FileCounts::read);
        machine("sys/fs/inode-nr", InodeCounts::read);
        machine("pressure/cpu", proc -> Pressure.read(proc, Pressure.Resource.CPU));
        machine("pressure/memory", proc -> Pressure.read(proc, Pressure.Resource.MEMORY));
        machine("pressure/io", proc -> Pressure.read(proc, Pressure.Resource.IO));
    }

    private void ofGroups() {
        group("memory.current", 2, GroupMemory::read, "cgroup-v2");
        group("cpu.stat", 2, GroupProcessor::read, "cgroup-v2");
        group("pids.current", 2, GroupProcesses::read, "cgroup-v2", "cgroup-v1-pids");
        group("memory.usage_in_bytes", 1, GroupMemory::read, "cgroup-v1-memory");
        group("cpuacct.usage", 1, cpu -> GroupProcessor.read(cpu, cpu, UNITS), "cgroup-v1-cpu,cpuacct");
        group(
                "memory.max",
                2,
                group -> parts(GroupMemory.read(with(group, "memory.current")), GroupMemory::limit),
                "cgroup-v2");
        group(
                "memory.stat",
                2,
                group -> parts(GroupMemory.read(with(group, "memory.current")), GroupMemory::statistics),
                "cgroup-v2");
        group(
                "memory.events",
                2,
                group -> parts(GroupMemory.read(with(group, "memory.current")), GroupMemory::events),
                "cgroup-v2");
    }

    private static ControlGroup with(ControlGroup group, String file) {
        new ProcTree(group.directory()).with(file, "1\n");
        return group;
    }

    private static <T> Reading<?> parts(Reading<T> reading, Function<T, Reading<?>> part) {
        return reading.value().<Reading<?>>map(part).orElse(reading);
    }

    private void process(String file, Function<TaskDirectory, Reading<?>> reader) {
        add("7/" + file, proc -> reader.apply(TaskDirectory.process(proc, 7)), ofEach(file));
    }

    private void anyText(String file, Function<TaskDirectory, Reading<?>> reader) {
        all.add(new Known("7/" + file, proc -> reader.apply(TaskDirectory.process(proc, 7)), ofEach(file), true));
    }

    private static List<String> ofEach(String file) {
        List<String> names = new ArrayList<>();
        for (String process : PROCESSES) names.add(process + "/" + file);
        return names;
    }

    private void net(String file, Function<TaskDirectory, Reading<?>> reader) {
        add("7/net/" + file, proc -> reader.apply(TaskDirectory.process(proc, 7)), captured("net", file));
    }

    private void machine(String file, Function<Path, Reading<?>> reader) {
        add(file, reader, captured("machine", file));
    }

    private void group(String file, int version, Function<ControlGroup, Reading<?>> reader, String... captured) {
        List<String> names = new ArrayList<>();
        for (String directory : captured) names.add(directory + "/" + file);
        add("group/" + file, proc -> reader.apply(new ControlGroup(version, proc.resolve("group"))), names);
    }

    private static List<String> captured(String directory, String... files) {
        List<String> names = new ArrayList<>();
        for (String file : files) names.add(directory + "/" + file);
        return names;
    }

    private void add(String path, Function<Path, Reading<?>> reader, List<String> captured) {
        all.add(new Known(path, reader, captured, false));
    }
}
