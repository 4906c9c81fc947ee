package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStatistics.Family;
import dev.ringfence.kernelfs.proc.TaskStatistics.Faults;
import dev.ringfence.kernelfs.proc.TaskStatistics.Layout;
import dev.ringfence.kernelfs.proc.TaskStatistics.Memory;
import dev.ringfence.kernelfs.proc.TaskStatistics.Scheduling;
import dev.ringfence.kernelfs.proc.TaskStatistics.Times;
import java.time.Duration;

/** Goes through the fields of {@code stat} in their order. */
final class TaskStatisticsParser {
    private static final String UNLIMITED = Long.toUnsignedString(-1);
    /** What the kernel writes for the addresses of the code to those who may not know. */
    private static final long HIDDEN = 1;

    private final KernelText.Line line;
    private final MachineUnits units;
    private final TaskStat beginning;
    private final KernelFields fields;

    TaskStatisticsParser(KernelText.Line line, MachineUnits units) {
        this.line = line;
        this.units = units;
        this.beginning = TaskStat.parse(line.file(), line.text());
        this.fields = line.eachFrom(line.text().lastIndexOf(") ") + 2);
    }

    TaskStatistics parse() {
        TaskState state = TaskState.of(line, fields.next("state"));
        Family family = family();
        long flags = fields.decimal("flags");
        Faults faults = new Faults(
                fields.unsigned("minflt"),
                fields.unsigned("cminflt"),
                fields.unsigned("majflt"),
                fields.unsigned("cmajflt"));
        Duration user = ticks("utime");
        Duration system = ticks("stime");
        Duration userOfChildren = ticks("cutime");
        Duration systemOfChildren = ticks("cstime");
        int priority = fields.signedInt("priority");
        int nice = fields.signedInt("nice");
        int threads = fields.decimalInt("num_threads");
        fields.skip(1, "itrealvalue");
        Duration started = ticks("starttime");
        Memory memory = memory();
        long codeStart = fields.unsigned("startcode");
        long codeEnd = fields.unsigned("endcode");
        long stackStart = fields.unsigned("startstack");
        fields.skip(9, "kstkesp to cnswap");
        int exitSignal = fields.signedInt("exit_signal");
        int processor = fields.decimalInt("processor");
        long realTimePriority = fields.decimal("rt_priority");
        Scheduling scheduling = new Scheduling(
                priority, nice, realTimePriority, SchedulingPolicy.of(line, fields.decimal("policy")), processor);
        Duration blockIo = ticks("delayacct_blkio_ticks");
        Times times = new Times(
                user, system, userOfChildren, systemOfChildren, ticks("guest_time"), ticks("cguest_time"), blockIo);
        Reading<Layout> layout = layout(codeStart, codeEnd, stackStart);
        return new TaskStatistics(
                beginning.tid(),
                beginning.comm(),
                state,
                family,
                flags,
                faults,
                times,
                scheduling,
                threads,
                started,
                memory,
                layout,
                exitSignal,
                exitCode(state, fields.signedInt("exit_code")));
    }

    private Duration ticks(String field) {
        return units.ticks(fields.unsigned(field));
    }

    private Family family() {
        int parent = fields.decimalInt("ppid");
        int group = fields.signedInt("pgrp");
        int session = fields.signedInt("session");
        int terminal = fields.signedInt("tty_nr");
        int foreground = fields.signedInt("tpgid");
        return new Family(
                parent,
                group,
                session,
                terminal == 0
                        ? new Reading.Absent<>("no terminal controls it")
                        : new Reading.Value<>(DeviceNumber.ofEncoded(terminal)),
                foreground == -1 ? new Reading.Absent<>("no terminal controls it") : new Reading.Value<>(foreground));
    }

    private Memory memory() {
        long size = fields.decimal("vsize");
        long resident = units.pages(line, fields.decimal("rss"), "rss");
        return new Memory(size, resident, Limit.of(line, fields.next("rsslim"), UNLIMITED, "rsslim"));
    }

    private Reading<Layout> layout(long codeStart, long codeEnd, long stackStart) {
        Layout layout = new Layout(
                codeStart,
                codeEnd,
                stackStart,
                fields.unsigned("start_data"),
                fields.unsigned("end_data"),
                fields.unsigned("start_brk"),
                fields.unsigned("arg_start"),
                fields.unsigned("arg_end"),
                fields.unsigned("env_start"),
                fields.unsigned("env_end"));
        if (codeStart == HIDDEN && codeEnd == HIDDEN) return new Reading.Absent<>("may be seen by its tracers only");
        if (codeStart == 0 && codeEnd == 0) return new Reading.Absent<>("it has no memory of its own");
        return new Reading.Value<>(layout);
    }

    private static Reading<Integer> exitCode(TaskState state, int code) {
        boolean ended = state == TaskState.ZOMBIE || state == TaskState.DEAD;
        return ended ? new Reading.Value<>(code) : new Reading.Absent<>("it has not ended");
    }
}
