package dev.ringfence.kernelfs.proc;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.UNITS;
import static dev.ringfence.kernelfs.proc.Live.self;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Namespaces.Kind;
import dev.ringfence.kernelfs.proc.ResourceLimits.Resource;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.kernelfs.proc.memory.MemoryRollup;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads about this virtual machine, of which other ways tell, too. */
@Tag("linux")
class ProcessLinuxTests {
    private static final int PID = (int) ProcessHandle.current().pid();

    @Test
    void status_and_stat_tell_of_this_process() throws IOException {
        TaskStatus status = value(TaskStatus.read(self()));
        TaskStatistics stat = value(TaskStatistics.read(self(), UNITS));
        assertThat(status.task()).isEqualTo(PID);
        assertThat(status.process()).isEqualTo(PID);
        assertThat(stat.tid()).isEqualTo(PID);
        assertThat(status.name()).isEqualTo(stat.comm());
        int parent = (int) ProcessHandle.current().parent().orElseThrow().pid();
        assertThat(status.parent()).isEqualTo(parent);
        assertThat(stat.family().parent()).isEqualTo(parent);
        long user = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        assertThat(status.credentials().user().effective()).isEqualTo(user);
        assertThat(stat.isKernelThread()).isFalse();
        assertThat(stat.layout()).isInstanceOf(Reading.Value.class);
        assertThat(value(status.memory()).residentBytes()).isGreaterThan(1 << 20);
        assertThat(value(status.memory()).peakResidentBytes())
                .isGreaterThanOrEqualTo(value(status.memory()).residentBytes());
        assertThat(value(status.allowedProcessors()).count())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void as_many_threads_are_listed_as_are_counted() {
        for (int attempt = 0; ; attempt++) {
            List<Integer> before = value(TaskIds.ofThreads(self()));
            int counted = value(TaskStatus.read(self())).threads();
            int alsoCounted = value(TaskStatistics.read(self(), UNITS)).threads();
            if (before.equals(value(TaskIds.ofThreads(self())))) {
                assertThat(counted).isEqualTo(before.size());
                assertThat(alsoCounted).isEqualTo(before.size());
                return;
            }
            assertThat(attempt).as("attempts while threads start and end").isLessThan(1000);
        }
    }

    @Test
    void a_thread_has_a_name_and_times_of_its_own() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        int[] tid = new int[1];
        CountDownLatch started = new CountDownLatch(1);
        Thread busy = new Thread(
                () -> {
                    tid[0] = ownTid();
                    started.countDown();
                    while (read.getCount() > 0) Thread.onSpinWait();
                },
                "a) R (b");
        busy.start();
        started.await();
        TaskDirectory task = TaskDirectory.thread(PROC, PID, tid[0]);
        Live.waitUntil(
                "it has used time",
                () -> value(TaskStatistics.read(task, UNITS)).times().user().compareTo(Duration.ofMillis(50)) > 0);
        assertThat(value(TaskStatus.read(task)).name()).isEqualTo("a) R (b");
        assertThat(value(TaskStatistics.read(task, UNITS)).comm()).isEqualTo("a) R (b");
        assertThat(value(SchedulerTimes.read(task)).running()).isGreaterThan(Duration.ofMillis(40));
        Reading<SchedulerDetails> details = SchedulerDetails.read(task);
        if (!(details instanceof Reading.Absent<SchedulerDetails>))
            assertThat(value(details).task()).isEqualTo(tid[0]);
        read.countDown();
        busy.join();
        Live.waitUntil("it has gone", () -> TaskStatus.read(task) instanceof Reading.Absent<TaskStatus>);
        assertThat(TaskStatistics.read(task, UNITS)).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_thread_that_waits_says_where() throws Exception {
        CountDownLatch wait = new CountDownLatch(1);
        int[] tid = new int[1];
        CountDownLatch started = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            tid[0] = ownTid();
            started.countDown();
            try {
                wait.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        started.await();
        TaskDirectory task = TaskDirectory.thread(PROC, PID, tid[0]);
        Live.waitUntil("it waits", () -> value(CurrentCall.read(task)) instanceof CurrentCall.InCall);
        CurrentCall.InCall call = (CurrentCall.InCall) value(CurrentCall.read(task));
        if (System.getProperty("os.arch").equals("amd64"))
            assertThat(call.number()).as("futex").isEqualTo(202);
        Reading<String> channel = WaitChannel.read(task);
        if (channel instanceof Reading.Value<String>) assertThat(value(channel)).contains("futex");
        Reading<KernelStack> stack = KernelStack.read(task);
        if (stack instanceof Reading.Value<KernelStack>)
            assertThat(value(stack).frames()).anyMatch(frame -> frame.function().contains("futex"));
        else assertThat(stack.fault()).contains("permi");
        wait.countDown();
        waiting.join();
    }

    /** {@code /proc/thread-self} is a link to the directory of the thread that asks. */
    private static int ownTid() {
        try {
            String link = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
            return Integer.parseInt(link);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void arguments_and_environment_are_those_it_was_started_with() {
        List<String> arguments = value(CommandLine.read(self())).arguments();
        String[] known = ProcessHandle.current().info().arguments().orElseThrow();
        assertThat(arguments.subList(1, arguments.size())).containsExactly(known);
        ProcessEnvironment environment = value(ProcessEnvironment.read(self()));
        assertThat(environment.value("PATH")).hasValue(System.getenv("PATH"));
        assertThat(environment.entries())
                .hasSizeGreaterThanOrEqualTo(System.getenv().size());
    }

    @Test
    void what_is_read_is_counted(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[123_456]);
        TaskIo before = value(TaskIo.read(self()));
        assertThat(Files.readAllBytes(file)).hasSize(123_456);
        TaskIo after = value(TaskIo.read(self()));
        assertThat(after.readBytes() - before.readBytes()).isGreaterThanOrEqualTo(123_456);
        assertThat(after.reads()).isGreaterThan(before.reads());
    }

    @Test
    void limits_are_those_of_the_virtual_machine() {
        long most =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        assertThat(value(value(ResourceLimits.read(self())).of(Resource.NOFILE)).soft())
                .isEqualTo(new Limit.AtMost(most));
        assertThat(value(OutOfMemoryScore.read(self()))).isBetween(0, 2000);
        assertThat(value(OutOfMemoryScore.readAdjustment(self()))).isBetween(-1000, 1000);
    }

    @Test
    void pages_agree_with_the_status() {
        for (int attempt = 0; ; attempt++) {
            TaskStatus before = value(TaskStatus.read(self()));
            MemoryPages pages = value(MemoryPages.read(self(), UNITS));
            TaskStatistics stat = value(TaskStatistics.read(self(), UNITS));
            TaskStatus after = value(TaskStatus.read(self()));
            if (value(before.memory()).sizeBytes() == value(after.memory()).sizeBytes()) {
                assertThat(pages.sizeBytes()).isEqualTo(value(before.memory()).sizeBytes());
                assertThat(stat.memory().sizeBytes())
                        .isEqualTo(value(before.memory()).sizeBytes());
                return;
            }
            assertThat(attempt).as("attempts while it grows").isLessThan(1000);
        }
    }

    @Test
    void links_lead_to_the_program_and_its_directories() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        assertThat(value(FileLink.readProgram(self()))).isEqualTo(new FileLink(java.toString(), false));
        assertThat(value(FileLink.readWorkingDirectory(self())).path())
                .isEqualTo(Path.of("").toRealPath().toString());
        assertThat(value(FileLink.readRoot(self())).path()).isEqualTo("/");
        Namespaces namespaces = Namespaces.read(self());
        assertThat(value(namespaces.of(Kind.PID)).type()).isEqualTo("pid");
        Set<Long> inodes = new TreeSet<>();
        for (Kind kind : Set.of(Kind.IPC, Kind.MNT, Kind.NET, Kind.PID, Kind.USER, Kind.UTS))
            inodes.add(value(namespaces.of(kind)).inode());
        assertThat(inodes).hasSize(6);
    }

    @Test
    void a_descriptor_has_a_link_and_more(@TempDir Path directory) throws IOException {
        Path named = directory.resolve("named (deleted)");
        Path gone = directory.resolve("gone");
        try (var first = Files.newOutputStream(named);
                var second = Files.newOutputStream(gone)) {
            first.write(new byte[17]);
            second.write(new byte[19]);
            Files.delete(gone);
            FdTable table = value(FdTable.read(self(), LinkReader.ofFiles()));
            int namedFd = number(table, named.toString());
            int goneFd = number(table, gone + " (deleted)");
            assertThat(value(table.descriptors().get(namedFd).info()).position())
                    .isEqualTo(17);
            assertThat(value(table.descriptors().get(goneFd).info()).position()).isEqualTo(19);
            assertThat(value(table.descriptors().get(goneFd).info()).isWritable())
                    .isTrue();
            assertThat(value(FileLink.read(self(), "fd/" + namedFd))).isEqualTo(new FileLink(named.toString(), false));
            assertThat(value(FileLink.read(self(), "fd/" + goneFd))).isEqualTo(new FileLink(gone.toString(), true));
        }
        assertThat(FdInfo.read(self(), 1_000_000)).isInstanceOf(Reading.Absent.class);
    }

    private static int number(FdTable table, String link) {
        return table.descriptors().entrySet().stream()
                .filter(entry -> entry.getValue().link().equals(link))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    // --- Others ---

    @Test
    void a_zombie_has_little_left() throws Exception {
        try (Zombie ended = Zombie.ofShell(0)) {
            TaskDirectory zombie = ended.directory();
            assertThat(value(CommandLine.read(zombie)).arguments()).isEmpty();
            assertThat(value(TaskStatus.read(zombie)).memory()).isInstanceOf(Reading.Absent.class);
            assertThat(value(TaskStatistics.read(zombie, UNITS)).exitCode()).isEqualTo(new Reading.Value<>(0));
            assertThat(value(MemoryPages.read(zombie, UNITS)).sizeBytes()).isZero();
            assertThat(value(Mapping.read(zombie))).isEmpty();
            assertThat(MemoryRollup.read(zombie)).isInstanceOf(Reading.Absent.class);
            assertThat(MountPoint.read(zombie)).isInstanceOf(Reading.Absent.class);
            assertThat(FileLink.readProgram(zombie)).isInstanceOf(Reading.Absent.class);
            assertThat(value(FdTable.read(zombie, LinkReader.ofFiles())).descriptors())
                    .isEmpty();
            assertThat(value(TaskIds.ofThreads(zombie))).containsExactly(ended.pid());
            assertThat(value(ResourceLimits.read(zombie)).rows()).isNotEmpty();
        }
    }

    @Test
    void a_kernel_thread_has_no_memory_and_no_program() {
        TaskDirectory thread = Live.process(2);
        Reading<TaskStatistics> stat = TaskStatistics.read(thread, UNITS);
        assumeTrue(
                stat.value().map(TaskStatistics::isKernelThread).orElse(false),
                "process 2 is no kernel thread here: a namespace of processes hides them");
        assertThat(value(CommandLine.read(thread)).arguments()).isEmpty();
        assertThat(value(TaskStatus.read(thread)).memory()).isInstanceOf(Reading.Absent.class);
        assertThat(value(TaskStatus.read(thread)).name()).isEqualTo("kthreadd");
        assertThat(value(stat).layout()).isInstanceOf(Reading.Absent.class);
        assertThat(value(MemoryPages.read(thread, UNITS)).residentBytes()).isZero();
        assertThat(FileLink.readProgram(thread)).isNotInstanceOf(Reading.Value.class);
    }

    @Test
    void a_process_that_has_gone_is_absent() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        TaskDirectory gone = Live.process(process.pid());
        assertThat(TaskStatus.read(gone)).isInstanceOf(Reading.Absent.class);
        assertThat(FdTable.read(gone, LinkReader.ofFiles())).isInstanceOf(Reading.Absent.class);
        assertThat(TaskIds.ofThreads(gone)).isInstanceOf(Reading.Absent.class);
        assertThat(FileLink.readProgram(gone)).isInstanceOf(Reading.Absent.class);
        assertThat(Namespaces.read(gone).of(Kind.NET)).isInstanceOf(Reading.Absent.class);
        assertThat(value(TaskIds.ofProcesses(PROC))).contains(PID).doesNotContain((int) process.pid());
    }
}
