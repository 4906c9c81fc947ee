package dev.ringfence.kernelfs.proc;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.UNITS;
import static dev.ringfence.kernelfs.proc.Live.self;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.cgroup.ControlGroup;
import dev.ringfence.kernelfs.proc.cgroup.GroupMembership;
import dev.ringfence.kernelfs.proc.cgroup.GroupMemory;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcesses;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads about the machine, its memory, networks, mounts and groups. */
@Tag("linux")
class MachineLinuxTests {

    @Test
    void units_are_those_of_the_architecture() {
        assertThat(UNITS.ticksPerSecond()).isEqualTo(100);
        assertThat(UNITS.pageBytes()).isGreaterThanOrEqualTo(4096);
    }

    @Test
    void memory_and_processors_are_those_of_the_virtual_machine() {
        MemoryInfo memory = value(MemoryInfo.read(PROC));
        assertThat(memory.freeBytes()).isLessThan(memory.totalBytes());
        assertThat(memory.swapFreeBytes()).isLessThanOrEqualTo(memory.swapTotalBytes());
        long swap = value(SwapArea.read(PROC)).stream()
                .mapToLong(SwapArea::sizeBytes)
                .sum();
        assertThat(swap).isEqualTo(memory.swapTotalBytes());
        List<Processor> processors = value(Processor.read(PROC));
        assertThat(processors).hasSizeGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(value(MachineStatistics.read(PROC, UNITS)).processors().keySet())
                .containsExactlyElementsOf(
                        processors.stream().map(Processor::number).toList());
        assertThat(value(InterruptTable.readSoft(PROC)).rows()).containsKey("TIMER");
        assertThat(value(InterruptTable.read(PROC)).processors()).hasSameSizeAs(processors);
    }

    @Test
    void time_goes_on() throws InterruptedException {
        Uptime before = value(Uptime.read(PROC));
        Live.waitUntil("a tick", () -> value(Uptime.read(PROC)).up().compareTo(before.up()) > 0);
        MachineStatistics stat = value(MachineStatistics.read(PROC, UNITS));
        Instant booted = Instant.now().minus(value(Uptime.read(PROC)).up());
        assertThat(Duration.between(stat.bootTime(), booted).abs()).isLessThan(Duration.ofSeconds(5));
        Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
        Instant same =
                stat.bootTime().plus(value(TaskStatistics.read(self(), UNITS)).startedAfterBoot());
        assertThat(Duration.between(started, same).abs()).isLessThan(Duration.ofSeconds(2));
        LoadAverage load = value(LoadAverage.read(PROC));
        assertThat(load.runnable()).isBetween(1L, load.threads());
    }

    @Test
    void counters_only_grow() {
        MachineStatistics before = value(MachineStatistics.read(PROC, UNITS));
        VirtualMemoryCounters counters = value(VirtualMemoryCounters.read(PROC));
        byte[][] touched = new byte[64][];
        for (int i = 0; i < touched.length; i++) touched[i] = new byte[1 << 16];
        MachineStatistics after = value(MachineStatistics.read(PROC, UNITS));
        assertThat(touched).hasNumberOfRows(64);
        assertThat(after.contextSwitches()).isGreaterThanOrEqualTo(before.contextSwitches());
        assertThat(after.interrupts()).isGreaterThanOrEqualTo(before.interrupts());
        assertThat(after.started()).isGreaterThanOrEqualTo(before.started());
        assertThat(value(value(VirtualMemoryCounters.read(PROC)).of("pgfault")))
                .isGreaterThanOrEqualTo(value(counters.of("pgfault")));
    }

    @Test
    void the_kernel_is_the_one_that_the_virtual_machine_knows() {
        assertThat(value(KernelVersion.read(PROC)).release()).isEqualTo(System.getProperty("os.version"));
        assertThat(value(KernelCommandLine.read(PROC)).parameters()).isNotNull();
        assertThat(value(FileSystemType.read(PROC))).contains(new FileSystemType("proc", false));
    }

    @Test
    void files_below_sys_are_read_whole() throws IOException {
        // Of a file below /proc/sys a second read has nothing more.
        String text = new ProcessBuilderOutput("cat", "/proc/sys/fs/file-nr").text();
        FileCounts counts = value(FileCounts.read(PROC));
        assertThat(Long.toUnsignedString(counts.limit())).isEqualTo(text.strip().replaceAll(".*\\s", ""));
        assertThat(counts.open()).isLessThan(counts.limit());
        InodeCounts inodes = value(InodeCounts.read(PROC));
        assertThat(inodes.inMemory()).isGreaterThan(9);
    }

    /** What a program prints. */
    private record ProcessBuilderOutput(String... command) {
        String text() throws IOException {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void disks_have_partitions() {
        List<String> disks = value(DiskStatistics.read(PROC)).stream()
                .map(disk -> disk.device() + " " + disk.name())
                .toList();
        List<String> partitions = value(Partition.read(PROC)).stream()
                .map(partition -> partition.device() + " " + partition.name())
                .toList();
        assertThat(disks).containsAll(partitions);
    }

    @ParameterizedTest
    @EnumSource(Pressure.Resource.class)
    void pressure_is_measured_or_absent(Pressure.Resource resource) {
        Reading<Pressure> pressure = Pressure.read(PROC, resource);
        if (pressure instanceof Reading.Value<Pressure>) {
            assertThat(value(pressure).some().tenSeconds()).isBetween(0.0, 100.0);
            assertThat(value(Pressure.read(PROC, resource)).some().total())
                    .isGreaterThanOrEqualTo(value(pressure).some().total());
        } else {
            // A kernel that can measure it but was told not to has the files and refuses to read them.
            assertThat(pressure.fault()).matches(".* is not there|.*Operation not supported");
        }
    }

    // --- Memory ---

    @Test
    void mappings_do_not_overlap_and_hold_the_virtual_machine() {
        List<Mapping> mappings = value(Mapping.read(self()));
        for (int i = 1; i < mappings.size(); i++) {
            assertThat(Long.compareUnsigned(
                            mappings.get(i - 1).end(), mappings.get(i).start()))
                    .isNotPositive();
        }
        assertThat(mappings).anySatisfy(mapping -> {
            assertThat(mapping.text()).endsWith("/libjvm.so");
            assertThat(mapping.permissions().executable()).isTrue();
            assertThat(mapping.file(self()).orElseThrow().deleted()).isFalse();
        });
        assertThat(value(MappingUse.read(self()))).hasSizeGreaterThan(20).allSatisfy(use -> {
            assertThat(use.use().residentBytes()).isBetween(0L, use.mapping().sizeBytes());
            assertThat(use.use().proportionalBytes()).isBetween(0L, use.use().residentBytes());
        });
        Reading<MemoryRollup> rollup = MemoryRollup.read(self());
        assertThat(value(rollup).use().residentBytes()).isGreaterThan(1 << 20);
        Reading<List<NumaMapping>> nodes = NumaMapping.read(self());
        if (nodes instanceof Reading.Value<List<NumaMapping>>)
            assertThat(value(nodes)).hasSizeGreaterThan(20);
        else assertThat(nodes).isInstanceOf(Reading.Absent.class);
    }

    // --- Mounts and groups ---

    @Test
    void both_tables_of_mounts_agree() {
        List<String> full = value(MountPoint.read(self())).stream()
                .map(mount -> mount.source() + " " + mount.path() + " " + mount.type())
                .toList();
        List<String> brief = value(MountEntry.read(PROC)).stream()
                .map(mount -> mount.source() + " " + mount.path() + " " + mount.type())
                .toList();
        assertThat(brief).containsExactlyElementsOf(full);
        assertThat(value(MountPoint.read(self())))
                .anySatisfy(mount -> assertThat(mount.type()).isEqualTo("proc"));
    }

    @Test
    void a_group_of_this_process_has_it() {
        List<GroupMembership> memberships = value(GroupMembership.read(self()));
        assertThat(memberships)
                .allSatisfy(membership -> assertThat(membership.path()).startsWith("/"));
        Reading<ControlGroup> pids = ControlGroup.of(self(), "pids", TaskDirectory.self(PROC));
        Reading<ControlGroup> memory = ControlGroup.of(self(), "memory", TaskDirectory.self(PROC));
        // The topmost group has no numbers of its own; where no hierarchy is mounted, there is no group to look at.
        if (pids instanceof Reading.Value<ControlGroup>) {
            Reading<GroupProcesses> processes = GroupProcesses.read(value(pids));
            if (processes instanceof Reading.Value<GroupProcesses>)
                assertThat(value(processes).current()).isPositive();
            else assertThat(processes).isInstanceOf(Reading.Absent.class);
        } else assertThat(pids.fault()).isNotEmpty();
        if (memory instanceof Reading.Value<ControlGroup>) {
            Reading<GroupMemory> used = GroupMemory.read(value(memory));
            if (used instanceof Reading.Value<GroupMemory>)
                assertThat(value(used).currentBytes()).isPositive();
            else assertThat(used).isInstanceOf(Reading.Absent.class);
        } else assertThat(memory.fault()).isNotEmpty();
    }

    // --- Networks ---

    @Test
    void a_connection_of_this_process_is_in_the_tables() throws IOException {
        NetworkInterface before = loop();
        ProtocolCounters counted = value(ProtocolCounters.readSnmp(self()));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(new byte[7]);
            List<InetSocket> sockets = new ArrayList<>();
            for (InetSocket.Protocol protocol : List.of(InetSocket.Protocol.TCP, InetSocket.Protocol.TCP6))
                InetSocket.read(self(), protocol).value().ifPresent(sockets::addAll);
            assertThat(sockets)
                    .filteredOn(socket -> socket.local().port() == server.getLocalPort())
                    .extracting(InetSocket::state)
                    .contains(TcpState.LISTEN, TcpState.ESTABLISHED);
            InetSocket waiting = sockets.stream()
                    .filter(socket -> socket.local().port() == server.getLocalPort()
                            && socket.remote().port() == client.getLocalPort())
                    .findFirst()
                    .orElseThrow();
            assertThat(waiting.receiveQueueBytes()).isEqualTo(7);
            assertThat(value(FdLinks.read(self(), LinkReader.ofFiles())))
                    .containsValue("socket:[" + waiting.inode() + "]");
            assertThat(accepted.isConnected()).isTrue();
        }
        assertThat(loop().received().bytes()).isGreaterThan(before.received().bytes());
        assertThat(value(value(ProtocolCounters.readSnmp(self())).of("TcpActiveOpens")))
                .isGreaterThan(value(counted.of("TcpActiveOpens")));
        assertThat(value(ProtocolCounters.readNetstat(self())).values()).containsKey("IpExtInOctets");
        assertThat(NetlinkSocket.read(self())).isInstanceOf(Reading.Value.class);
        assertThat(UnixSocket.read(self())).isInstanceOf(Reading.Value.class);
        assertThat(ProtocolCounters.readSnmp6(self()))
                .isInstanceOf(Files.exists(Path.of("/proc/net/snmp6")) ? Reading.Value.class : Reading.Absent.class);
    }

    private static NetworkInterface loop() {
        return value(NetworkInterface.read(self())).stream()
                .filter(network -> network.name().equals("lo"))
                .findFirst()
                .orElseThrow();
    }
}
