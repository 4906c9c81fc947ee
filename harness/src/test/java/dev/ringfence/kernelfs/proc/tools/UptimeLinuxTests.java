package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.UNITS;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.proc.machine.LoadAverage;
import dev.ringfence.kernelfs.proc.machine.MachineStatistics;
import dev.ringfence.kernelfs.proc.machine.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The time since boot and the load as uptime shows them. */
@Tag("linux")
@Tag("tools")
class UptimeLinuxTests {
    private static final int MINUTES_OF_AN_HOUR = 60;

    private Tool uptime;

    @BeforeEach
    void find() {
        uptime = Tool.named("uptime");
    }

    @Test
    void the_machine_is_up_for_as_long() {
        String before = text(value(Uptime.read(PROC)).up());
        String theirs = uptime.run().replaceAll("(?s).* up +(.*), +\\d+ users?,.*", "$1");
        String after = text(value(Uptime.read(PROC)).up());
        assertThat(theirs).isIn(before, after);
    }

    /** As {@code procps_uptime_sprint} writes it. */
    private static String text(Duration up) {
        long minutes = up.toMinutes() % MINUTES_OF_AN_HOUR;
        long hours = up.toHours() % 24;
        String days = up.toDays() == 0 ? "" : up.toDays() + (up.toDays() == 1 ? " day, " : " days, ");
        return days + (hours == 0 ? minutes + " min" : String.format(Locale.ROOT, "%2d:%02d", hours, minutes)).strip();
    }

    @Test
    void the_load_is_the_same() {
        var same =
                SameMoment.of(UptimeLinuxTests::load, () -> uptime.run().strip().replaceAll(".*load average: ", ""));
        assertThat(same.theirs()).isEqualTo(same.ours());
    }

    private static String load() {
        LoadAverage load = value(LoadAverage.read(PROC));
        return String.join(
                ", ",
                List.of(load.oneMinute(), load.fiveMinutes(), load.fifteenMinutes()).stream()
                        .map(average -> String.format(Locale.ROOT, "%.2f", average))
                        .toList());
    }

    /** uptime subtracts from the time of day, in whole seconds, what the kernel rounds by itself. */
    @Test
    void the_machine_was_booted_in_the_same_second_or_the_next() {
        LocalDateTime theirs = LocalDateTime.parse(
                uptime.run("-s").strip(), DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT));
        Instant ours = value(MachineStatistics.read(PROC, UNITS)).bootTime();
        assertThat(Duration.between(theirs.atZone(ZoneId.systemDefault()).toInstant(), ours)
                        .abs())
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
