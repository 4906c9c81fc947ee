package dev.ringfence.snapshot;

import dev.ringfence.hotspot.HeapRange;
import dev.ringfence.kernelfs.KernelParser;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.CommandLine;
import dev.ringfence.kernelfs.proc.FdInfo;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.ProcessEnvironment;
import dev.ringfence.kernelfs.proc.ResourceLimits;
import dev.ringfence.kernelfs.proc.TaskIo;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.UnixSocket;
import dev.ringfence.kernelfs.proc.cgroup.GroupCounters;
import dev.ringfence.kernelfs.proc.cgroup.GroupMembership;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.kernelfs.proc.memory.MappingUse;
import dev.ringfence.kernelfs.proc.memory.MemoryRollup;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import dev.ringfence.kernelfs.proc.net.NetlinkSocket;
import dev.ringfence.kernelfs.proc.net.NetworkInterface;
import dev.ringfence.kernelfs.proc.net.ProtocolCounters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What {@code /proc/PID} said at a moment, verbatim. It is taken while a program waits, so nothing is parsed before it is
 * asked for. What could not be read, or was not asked for, is absent with its reason.
 *
 * @param pid the process
 * @param units in what its files count
 * @param threads ids of its threads, ascending
 * @param descriptors numbers of its descriptors to their links
 * @param files texts of its files by their names in its directory, such as {@code status} or {@code task/12/stat}; those of its
 *     control groups as {@code cgroup2/memory.current} or {@code cgroup1/memory.usage_in_bytes}; and what it said itself, {@code
 *     GC.heap_info}
 * @param links texts of its links, {@code cwd}, {@code root} and {@code exe}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid.5.html">proc_pid(5)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProcessSnapshot(
        int pid,
        Reading<MachineUnits> units,
        Reading<List<Integer>> threads,
        Reading<Map<Integer, String>> descriptors,
        Map<String, Reading<String>> files,
        Map<String, Reading<String>> links) {

    /** The diagnostic command that tells where the heap is. */
    static final String HEAP_INFO = "GC.heap_info";

    public ProcessSnapshot {
        Objects.requireNonNull(units, "units");
        threads = threads.map(List::copyOf);
        descriptors = descriptors.map(all -> Collections.unmodifiableMap(new TreeMap<>(all)));
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        links = Collections.unmodifiableMap(new TreeMap<>(links));
    }

    // --- Always captured ---

    /** Returns what {@code status} says, of the leader where it is about one thread. */
    public Reading<TaskStatus> status() {
        return parse("status", TaskStatus::parse);
    }

    /** Returns what {@code stat} says of all threads together. */
    public Reading<TaskStatistics> statistics() {
        return statistics("stat");
    }

    /** Returns what {@code task/TID/stat} says of one thread. */
    public Reading<TaskStatistics> statistics(int tid) {
        return statistics("task/" + tid + "/stat");
    }

    private Reading<TaskStatistics> statistics(String file) {
        if (!(units instanceof Reading.Value<MachineUnits> known))
            return new Reading.Failed<>("the units of this machine are not known: " + units.fault());
        return parse(file, (name, text) -> TaskStatistics.parse(name, text, known.read()));
    }

    /** Returns how much was read and written. */
    public Reading<TaskIo> io() {
        return parse("io", TaskIo::parse);
    }

    /** Returns the limits. */
    public Reading<ResourceLimits> limits() {
        return parse("limits", ResourceLimits::parse);
    }

    /** Returns the arguments that it was started with. */
    public Reading<CommandLine> commandLine() {
        return parse("cmdline", (file, text) -> CommandLine.parse(text));
    }

    /** Returns the working directory, as the kernel names it: that of one which has been removed ends with {@code " (deleted)"}. */
    public Reading<String> workingDirectory() {
        return CapturedTexts.text(links, "cwd");
    }

    /** Returns the root directory. */
    public Reading<String> root() {
        return CapturedTexts.text(links, "root");
    }

    /** Returns the program that it executes. */
    public Reading<String> program() {
        return CapturedTexts.text(links, "exe");
    }

    // --- Captured where it is asked for ---

    /** Returns what {@code task/TID/status} says: {@link SnapshotPart#THREAD_DETAILS}. */
    public Reading<TaskStatus> status(int tid) {
        return parse("task/" + tid + "/status", TaskStatus::parse);
    }

    /** Returns what {@code fdinfo} says of a descriptor: {@link SnapshotPart#DESCRIPTOR_DETAILS}. */
    public Reading<FdInfo> descriptor(int fd) {
        return parse("fdinfo/" + fd, FdInfo::parse);
    }

    /** Returns the sums over all mappings: {@link SnapshotPart#MEMORY}. */
    public Reading<MemoryRollup> memory() {
        return parse("smaps_rollup", MemoryRollup::parse);
    }

    /** Returns how much of it is the heap of a virtual machine: {@link SnapshotPart#HEAP}. */
    public Reading<HeapUse> heapUse() {
        return CapturedTexts.text(files, HEAP_INFO)
                .flatMap(HeapRange::parse)
                .flatMap(heap -> this.<List<MappingUse>>parse("smaps", MappingUse::parse)
                        .flatMap(mappings -> HeapUse.of(heap, mappings)));
    }

    /** Returns what is mapped: {@link SnapshotPart#MAPPINGS}. */
    public Reading<List<Mapping>> mappings() {
        return parse("maps", Mapping::parse);
    }

    /** Returns the internet sockets of its network namespace: {@link SnapshotPart#SOCKETS}. */
    public Reading<List<InetSocket>> sockets(InetSocket.Protocol protocol) {
        return parse("net/" + protocol.file(), InetSocket::parse);
    }

    /** Returns the Unix domain sockets of its network namespace: {@link SnapshotPart#SOCKETS}. */
    public Reading<List<UnixSocket>> unixSockets() {
        return parse("net/unix", UnixSocket::parse);
    }

    /** Returns the netlink sockets of its network namespace: {@link SnapshotPart#SOCKETS}. */
    public Reading<List<NetlinkSocket>> netlinkSockets() {
        return parse("net/netlink", NetlinkSocket::parse);
    }

    /** Returns the interfaces of its network namespace: {@link SnapshotPart#INTERFACES}. */
    public Reading<List<NetworkInterface>> interfaces() {
        return parse("net/dev", NetworkInterface::parse);
    }

    /** Returns the counters of {@code net/snmp}: {@link SnapshotPart#INTERFACES}. */
    public Reading<ProtocolCounters> protocols() {
        return parse("net/snmp", ProtocolCounters::parse);
    }

    /** Returns what is mounted in its namespace: {@link SnapshotPart#MOUNTS}. */
    public Reading<List<MountPoint>> mounts() {
        return parse("mountinfo", MountPoint::parse);
    }

    /** Returns the environment that it was started with: {@link SnapshotPart#ENVIRONMENT}. */
    public Reading<ProcessEnvironment> environment() {
        return parse("environ", (file, text) -> ProcessEnvironment.parse(text));
    }

    /** Returns its control groups: {@link SnapshotPart#GROUPS}. */
    public Reading<List<GroupMembership>> groups() {
        return parse("cgroup", GroupMembership::parse);
    }

    /** Returns what its control groups count: {@link SnapshotPart#GROUP_COUNTERS}. */
    public GroupCounters groupCounters() {
        return GroupCounters.of("/proc/" + pid, files);
    }

    private <T> Reading<T> parse(String file, KernelParser<? extends T> parser) {
        return CapturedTexts.parse(files, "/proc/" + pid, file, parser);
    }
}
