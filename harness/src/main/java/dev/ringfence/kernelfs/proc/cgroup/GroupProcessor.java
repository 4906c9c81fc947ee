package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The processor time of a group and of those below it.
 *
 * @param used {@code usage_usec} of {@code cpu.stat}, in version 1 {@code cpuacct.usage}, nanoseconds
 * @param user {@code user_usec}, {@code user} of {@code cpuacct.stat}
 * @param system {@code system_usec}, {@code system} of {@code cpuacct.stat}
 * @param throttling absent where the group has no controller of processors
 * @param quota how much it may use; absent where there is no limit
 * @see <a href="https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html">cgroup-v2, CPU</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GroupProcessor(
        Duration used,
        Reading<Duration> user,
        Reading<Duration> system,
        Reading<Throttling> throttling,
        Reading<Quota> quota) {

    /**
     * How it was held back.
     *
     * @param periods {@code nr_periods}, unsigned
     * @param throttledPeriods {@code nr_throttled}, unsigned
     * @param throttled {@code throttled_usec}, in version 1 {@code throttled_time}, nanoseconds; of all processors together
     */
    public record Throttling(long periods, long throttledPeriods, Duration throttled) {}

    /** So much processor time in each period: {@code cpu.max}, in version 1 {@code cpu.cfs_quota_us} and its period. */
    public record Quota(Duration time, Duration period) {}

    private static final long NANOS_PER_MICRO = 1000;

    /**
     * Reads the times of a process's group of version 2.
     *
     * @param group for {@code cpu}
     */
    public static Reading<GroupProcessor> read(ControlGroup group) {
        if (group.version() != 2) return new Reading.Failed<>("in version 1 two controllers count: cpu and cpuacct");
        return KernelFiles.parse(group.file("cpu.stat"), (file, text) -> parse(file, text, quota(group)));
    }

    /**
     * Reads the times of a process's groups of version 1.
     *
     * @param cpu its group for {@code cpu}
     * @param cpuacct its group for {@code cpuacct}, often the same
     */
    public static Reading<GroupProcessor> read(ControlGroup cpu, ControlGroup cpuacct, MachineUnits units) {
        Reading<Duration> user = ticks(cpuacct, "user", units);
        Reading<Duration> system = ticks(cpuacct, "system", units);
        return KernelFiles.parse(cpuacct.file("cpuacct.usage"), GroupProcessor::nanos)
                .map(used -> new GroupProcessor(
                        used,
                        user,
                        system,
                        KernelFiles.parse(cpu.file("cpu.stat"), GroupProcessor::parseThrottling1),
                        quotaOfVersion1(cpu)));
    }

    static GroupProcessor parse(String file, String text, Reading<Quota> quota) {
        KernelEntries entries = GroupFiles.entries(file, text);
        Duration used = micros(entries.take("usage_usec"));
        Reading<Duration> user = entries.take("user_usec", GroupProcessor::micros);
        Reading<Duration> system = entries.take("system_usec", GroupProcessor::micros);
        Reading<Throttling> throttling = entries.take(
                "nr_periods",
                periods -> new Throttling(
                        periods.unsigned(),
                        entries.take("nr_throttled").unsigned(),
                        micros(entries.take("throttled_usec"))));
        return new GroupProcessor(used, user, system, throttling, quota);
    }

    static Throttling parseThrottling1(String file, String text) {
        KernelEntries entries = GroupFiles.entries(file, text);
        return new Throttling(
                entries.take("nr_periods").unsigned(),
                entries.take("nr_throttled").unsigned(),
                Duration.ofNanos(entries.take("throttled_time").decimal()));
    }

    private static Reading<Quota> quota(ControlGroup group) {
        Reading<Reading<Quota>> quota = KernelFiles.parse(group.file("cpu.max"), GroupProcessor::parseQuota);
        return flat(quota);
    }

    /** Parses {@code 20000 100000} or {@code max 100000}, microseconds. */
    static Reading<Quota> parseQuota(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        KernelFields fields = line.each();
        String time = fields.next("quota");
        Duration period = micros(line, fields.decimal("period"), "period");
        fields.end();
        if (time.equals(GroupFiles.MAX)) return new Reading.Absent<>("there is no limit");
        return new Reading.Value<>(new Quota(micros(line, line.decimal(time, "quota"), "quota"), period));
    }

    private static Reading<Quota> quotaOfVersion1(ControlGroup cpu) {
        Reading<Duration> period = KernelFiles.parse(cpu.file("cpu.cfs_period_us"), GroupProcessor::micros);
        Reading<Reading<Quota>> quota = KernelFiles.parse(cpu.file("cpu.cfs_quota_us"), (file, text) -> {
            KernelText.Line line = KernelText.wholeLines(file, text).get(0);
            long micros = line.signed(line.text(), "quota");
            if (micros < 0) return new Reading.Absent<Quota>("there is no limit");
            return period.map(length -> new Quota(micros(line, micros, "quota"), length));
        });
        return flat(quota);
    }

    private static Reading<Quota> flat(Reading<Reading<Quota>> reading) {
        if (reading instanceof Reading.Value<Reading<Quota>> value) return value.read();
        if (reading instanceof Reading.Absent<Reading<Quota>> absent) return new Reading.Absent<>(absent.reason());
        return new Reading.Failed<>(reading.fault());
    }

    private static Reading<Duration> ticks(ControlGroup cpuacct, String name, MachineUnits units) {
        return KernelFiles.parse(
                cpuacct.file("cpuacct.stat"),
                (file, text) ->
                        units.ticks(GroupFiles.entries(file, text).take(name).unsigned()));
    }

    static Duration nanos(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        return Duration.ofNanos(line.decimal(line.text(), "nanoseconds"));
    }

    private static Duration micros(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        return micros(line, line.decimal(line.text(), "microseconds"), "microseconds");
    }

    private static Duration micros(Entry entry) {
        return micros(entry.line(), entry.decimal(), entry.name());
    }

    private static Duration micros(KernelText.Line line, long micros, String field) {
        if (micros > Long.MAX_VALUE / NANOS_PER_MICRO) throw line.error(field, micros + " is too large");
        return Duration.ofNanos(micros * NANOS_PER_MICRO);
    }
}
