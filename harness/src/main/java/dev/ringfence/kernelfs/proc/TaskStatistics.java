package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * All that {@code /proc/PID/stat} says: {@code do_task_stat} in fs/proc/array.c. Of a process, faults and times are those of all its threads
 * that live and lived; of a thread, its own. {@link TaskStat} is the beginning of it.
 *
 * <p>The order of the 52 fields: pid, comm, state, ppid, pgrp, session, tty_nr, tpgid, flags, minflt, cminflt, majflt,
 * cmajflt, utime, stime, cutime, cstime, priority, nice, num_threads, itrealvalue (0), starttime, vsize, rss, rsslim,
 * startcode, endcode, startstack, kstkesp, kstkeip, signal, blocked, sigignore, sigcatch, wchan, nswap (0), cnswap (0),
 * exit_signal, processor, rt_priority, policy, delayacct_blkio_ticks, guest_time, cguest_time, start_data, end_data,
 * start_brk, arg_start, arg_end, env_start, env_end, exit_code. The masks of signals are of 31 bits here, and left to
 * {@link TaskStatus}.
 *
 * @param tid the process or thread
 * @param comm its name in the kernel
 * @param flags {@code PF_*} of include/linux/sched.h, 32 bits
 * @param threads how many the process has; 0 when it has ended
 * @param startedAfterBoot time from boot to its start
 * @param layout where its memory is; absent without memory, and to those who may not trace it
 * @param exitSignal what its parent is sent when it ends; -1 for a thread that is not a leader
 * @param exitCode as wait(2) has it, of one that has ended; 0 also for those who may not trace it
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskStatistics(
        int tid,
        String comm,
        TaskState state,
        Family family,
        long flags,
        Faults faults,
        Times times,
        Scheduling scheduling,
        int threads,
        Duration startedAfterBoot,
        Memory memory,
        Reading<Layout> layout,
        int exitSignal,
        Reading<Integer> exitCode) {

    /**
     * Whom it belongs to.
     *
     * @param parent 0 where it is outside of the namespace, or there is none
     * @param terminal that controls it
     * @param foregroundGroup the process group in the foreground of that terminal
     */
    public record Family(
            int parent,
            int processGroup,
            int session,
            Reading<DeviceNumber> terminal,
            Reading<Integer> foregroundGroup) {}

    /** Page faults, unsigned: minor ones needed no disk; those of children count when these were waited for. */
    public record Faults(long minor, long minorOfChildren, long major, long majorOfChildren) {}

    /** Time on a processor; that of guests is part of {@code user}. */
    public record Times(
            Duration user,
            Duration system,
            Duration userOfChildren,
            Duration systemOfChildren,
            Duration guest,
            Duration guestOfChildren,
            Duration waitingForBlockIo) {}

    /**
     * How it is scheduled.
     *
     * @param priority 0 (nice -20) to 39 (nice 19); of real-time policies -2 to -100
     * @param nice -20 to 19
     * @param realTimePriority 1 to 99; 0 under other policies
     * @param processor that it ran on last
     */
    public record Scheduling(int priority, int nice, long realTimePriority, SchedulingPolicy policy, int processor) {}

    /**
     * How much memory it has.
     *
     * @param sizeBytes of its address space
     * @param residentBytes in main memory; inexact, see proc(5)
     * @param residentLimitBytes {@code RLIMIT_RSS}
     */
    public record Memory(long sizeBytes, long residentBytes, Limit residentLimitBytes) {}

    /** Addresses, unsigned. */
    public record Layout(
            long codeStart,
            long codeEnd,
            long stackStart,
            long dataStart,
            long dataEnd,
            long heapStart,
            long argumentsStart,
            long argumentsEnd,
            long environmentStart,
            long environmentEnd) {}

    /** Reads about a process or a thread. */
    public static Reading<TaskStatistics> read(TaskDirectory task, MachineUnits units) {
        return KernelFiles.parse(task.file("stat"), (file, text) -> parse(file, text, units));
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static TaskStatistics parse(String file, String text, MachineUnits units) {
        return new TaskStatisticsParser(KernelText.wholeLine(file, text), units).parse();
    }

    /** Returns whether it is a thread of the kernel's own: {@code PF_KTHREAD}. */
    public boolean isKernelThread() {
        return (flags & 0x00200000) != 0;
    }
}
