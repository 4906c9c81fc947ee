package dev.ringfence.snapshot.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.snapshot.MachineSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineDeltaTests {
    private static final String INTERRUPTS = Fixture.text("machine/interrupts");
    private static final String SOFT = Fixture.text("machine/softirqs");
    private static final String SMALL = """
                       CPU0       CPU1
             26:          7         15  IO-APIC   4-edge      ttyS0
            ERR:          2
            """;

    private static MachineSnapshot machine(String file, Reading<String> text) {
        return new MachineSnapshot(new Reading.Absent<>("not needed"), Map.of(file, text));
    }

    private static Reading<List<InterruptChange>> interrupts(String before, String after) {
        return new MachineDelta(
                        machine("interrupts", new Reading.Value<>(before)),
                        machine("interrupts", new Reading.Value<>(after)))
                .interrupts();
    }

    private static String replace(String text, String old, String replacement) {
        assertThat(text).contains(old);
        return text.replace(old, replacement);
    }

    private static InterruptChange serial(Reading<Long> more) {
        return new InterruptChange("26", "IO-APIC 4-edge ttyS0", more);
    }

    @Test
    void rows_without_an_interrupt_are_left_out() {
        assertThat(Live.value(interrupts(INTERRUPTS, INTERRUPTS))).isEmpty();
    }

    @Test
    void interrupts_of_all_processors_are_added() {
        String after = replace(INTERRUPTS, "LOC:    1185772    1223760", "LOC:    1185775    1223764");
        after = replace(after, " 26:          0         15", " 26:          0         16");
        after = replace(after, "ERR:          0", "ERR:          2");

        assertThat(Live.value(interrupts(INTERRUPTS, after)))
                .containsExactly(
                        serial(new Reading.Value<>(1L)),
                        new InterruptChange("LOC", "Local timer interrupts", new Reading.Value<>(7L)),
                        new InterruptChange("ERR", "", new Reading.Value<>(2L)));
    }

    @Test
    void soft_interrupts_are_compared_alike() {
        String after = replace(SOFT, "NET_RX:       8664      14461", "NET_RX:       8700      14461");
        MachineDelta delta = new MachineDelta(
                machine("softirqs", new Reading.Value<>(SOFT)), machine("softirqs", new Reading.Value<>(after)));

        assertThat(Live.value(delta.softInterrupts()))
                .containsExactly(new InterruptChange("NET_RX", "", new Reading.Value<>(36L)));
        assertThat(delta.interrupts()).isEqualTo(new Reading.Absent<>("interrupts was not captured"));
    }

    @Test
    void a_counter_begins_again_behind_its_largest_number() {
        String before = replace(SMALL, "         15", " 4294967290");
        assertThat(Live.value(interrupts(before, replace(SMALL, "         15", "          4"))))
                .containsExactly(serial(new Reading.Value<>(10L)));
        String half = replace(SMALL, "         15", " 2147483649");
        assertThat(Live.value(interrupts(half, replace(SMALL, "         15", "          0"))))
                .containsExactly(serial(new Reading.Value<>((1L << 31) - 1)));
    }

    @Test
    void a_counter_that_was_set_back_leaves_it_unknown_how_many_there_were() {
        String half = replace(SMALL, "         15", " 2147483648");
        assertThat(Live.value(interrupts(half, replace(SMALL, "         15", "          0"))))
                .containsExactly(serial(new Reading.Absent<>("its counter was set back, from 2147483648 to 0")));
        assertThat(Live.value(interrupts(SMALL, replace(SMALL, "         15", "         14"))))
                .containsExactly(serial(new Reading.Absent<>("its counter was set back, from 15 to 14")));
        String wide = replace(SMALL, "         15", " 4294967296");
        assertThat(Live.value(interrupts(wide, replace(SMALL, "         15", " 4294967295"))))
                .containsExactly(
                        serial(new Reading.Absent<>("its counter was set back, from 4294967296 to 4294967295")));
    }

    @Test
    void a_row_that_is_new_had_none_before_and_one_that_is_gone_is_not_known() {
        String without = replace(SMALL, " 26:          7         15  IO-APIC   4-edge      ttyS0\n", "");

        assertThat(Live.value(interrupts(without, SMALL))).containsExactly(serial(new Reading.Value<>(22L)));
        assertThat(Live.value(interrupts(SMALL, without)))
                .containsExactly(serial(new Reading.Absent<>("its line is gone")));
    }

    @Test
    void a_number_that_another_device_has_now_is_not_compared() {
        assertThat(Live.value(interrupts(SMALL, replace(SMALL, "ttyS0", "ttyS1"))))
                .containsExactly(new InterruptChange(
                        "26",
                        "IO-APIC 4-edge ttyS1",
                        new Reading.Absent<>("its line was of another before: IO-APIC 4-edge ttyS0")));
    }

    @Test
    void columns_of_other_processors_are_not_compared() {
        String one = "           CPU0\n 26:          7  IO-APIC   4-edge      ttyS0\n";

        assertThat(interrupts(SMALL, one))
                .isEqualTo(new Reading.Absent<>("processors came or went: [0, 1] before, [0] after"));
        assertThat(Live.value(interrupts(SMALL, replace(SMALL, "ERR:          2", "ERR:          2          3"))))
                .containsExactly(
                        new InterruptChange("ERR", "", new Reading.Absent<>("its line has another number of columns")));
    }

    @Test
    void what_could_not_be_read_at_one_end_has_no_difference() {
        MachineSnapshot known = machine("interrupts", new Reading.Value<>(SMALL));
        MachineSnapshot denied = machine("interrupts", new Reading.Failed<>("permission denied"));

        assertThat(new MachineDelta(known, denied).interrupts()).isEqualTo(new Reading.Failed<>("permission denied"));
        assertThat(new MachineDelta(denied, known).interrupts()).isEqualTo(new Reading.Failed<>("permission denied"));
    }
}
