package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * {@code status}: {@code proc_pid_status} in fs/proc/array.c. Each line has a name, so their order does not matter; a line
 * that a kernel does not write is absent, one that is not known here is kept.
 *
 * @param name of the task in the kernel, {@code Name}
 * @param umask {@code Umask}, octal
 * @param state {@code State}
 * @param process {@code Tgid}
 * @param task {@code Pid}: the process, or the thread
 * @param parent {@code PPid}; 0 where it is outside of the namespace, or there is none
 * @param tracer {@code TracerPid}
 * @param kernelThread {@code Kthread}, from Linux 6.10 on
 * @param descriptorSlots {@code FDSize}: how long its table of descriptors is; not how many are open
 * @param inNamespaces {@code NStgid}, {@code NSpid}, {@code NSpgid}, {@code NSsid}
 * @param memory {@code VmPeak} to {@code HugetlbPages}; absent of kernel threads and of what has ended
 * @param threads {@code Threads}
 * @param allowedProcessors {@code Cpus_allowed_list}
 * @param allowedMemoryNodes {@code Mems_allowed_list}
 * @param voluntarySwitches {@code voluntary_ctxt_switches}: how often it gave the processor up, unsigned
 * @param involuntarySwitches {@code nonvoluntary_ctxt_switches}: how often it was taken, unsigned
 * @param further all other lines by their names, in the order of the file
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskStatus(
        String name,
        Reading<Integer> umask,
        TaskState state,
        int process,
        int task,
        int parent,
        Reading<Integer> tracer,
        Reading<Boolean> kernelThread,
        Credentials credentials,
        int descriptorSlots,
        Reading<NamespaceIds> inNamespaces,
        Reading<StatusMemory> memory,
        int threads,
        Signals signals,
        Capabilities capabilities,
        Restrictions restrictions,
        Reading<NumberRanges> allowedProcessors,
        Reading<NumberRanges> allowedMemoryNodes,
        Reading<Long> voluntarySwitches,
        Reading<Long> involuntarySwitches,
        Map<String, String> further) {

    public TaskStatus {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    /** Users and groups, {@code Uid}, {@code Gid} and {@code Groups}; each a number of 32 bits. */
    public record Credentials(Ids user, Ids group, List<Long> supplementaryGroups) {
        public Credentials {
            supplementaryGroups = List.copyOf(supplementaryGroups);
        }
    }

    /** The four ids of credentials(7), in the order of the line. */
    public record Ids(long real, long effective, long savedSet, long fileSystem) {}

    /** Its ids in each namespace of processes, from that of the reader to the innermost. */
    public record NamespaceIds(
            List<Integer> process, List<Integer> task, List<Integer> processGroup, List<Integer> session) {
        public NamespaceIds {
            process = List.copyOf(process);
            task = List.copyOf(task);
            processGroup = List.copyOf(processGroup);
            session = List.copyOf(session);
        }
    }

    /**
     * Signals.
     *
     * @param queued {@code SigQ}: how many are queued for its user
     * @param queueLimit how many may be, unsigned
     * @param pendingForTask {@code SigPnd}
     * @param pendingForProcess {@code ShdPnd}
     * @param blocked {@code SigBlk}
     * @param ignored {@code SigIgn}
     * @param caught {@code SigCgt}
     */
    public record Signals(
            long queued,
            long queueLimit,
            SignalSet pendingForTask,
            SignalSet pendingForProcess,
            SignalSet blocked,
            SignalSet ignored,
            SignalSet caught) {}

    /** {@code CapInh}, {@code CapPrm}, {@code CapEff}, {@code CapBnd}, {@code CapAmb}. */
    public record Capabilities(
            CapabilitySet inheritable,
            CapabilitySet permitted,
            CapabilitySet effective,
            CapabilitySet bounding,
            Reading<CapabilitySet> ambient) {}

    /** {@code NoNewPrivs}, {@code Seccomp} and, from Linux 5.9 on, {@code Seccomp_filters}. */
    public record Restrictions(
            Reading<Boolean> noNewPrivileges, Reading<SeccompMode> seccomp, Reading<Integer> seccompFilters) {}

    /** How system calls are restricted: include/uapi/linux/seccomp.h. */
    public enum SeccompMode {
        DISABLED,
        STRICT,
        FILTER
    }

    /** Reads about a process (of its leader, where it is about one thread) or a thread. */
    public static Reading<TaskStatus> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("status"), TaskStatus::parse);
    }

    /** Returns the task's id in the innermost namespace of processes that it is in: as it knows itself. */
    public int innermostTask() {
        List<Integer> levels = inNamespaces.value().map(NamespaceIds::task).orElse(List.of());
        return levels.isEmpty() ? task : levels.get(levels.size() - 1);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static TaskStatus parse(String file, String text) {
        return new TaskStatusParser(file, text).parse();
    }
}
