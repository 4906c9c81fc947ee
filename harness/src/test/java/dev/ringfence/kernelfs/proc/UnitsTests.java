package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTests {
    private static final Path AUXV = Path.of("auxv");
    private static final KernelText.Line LINE = KernelText.line("f", "x");

    private static byte[] vector(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long word : words) bytes.putLong(word);
        return bytes.array();
    }

    @Test
    void units_are_in_the_vector_of_the_process() {
        assertThat(MachineUnits.parse(AUXV, vector(6, 65536, 3, 17, 17, 250, 0, 0, 17, 1)))
                .isEqualTo(new Reading.Value<>(new MachineUnits(250, 65536)));
        assertThat(MachineUnits.parse(AUXV, vector(6, 4096, 0, 0, 17, 100)).fault())
                .isEqualTo("auxv: AT_CLKTCK is 0");
        assertThat(MachineUnits.parse(AUXV, vector(17, 100, 6, 4097)).fault()).isEqualTo("auxv: AT_PAGESZ is 4097");
        assertThat(MachineUnits.parse(AUXV, new byte[7])).isInstanceOf(Reading.Failed.class);
        assertThat(MachineUnits.read(Path.of("/proc/none"))).isInstanceOf(Reading.Absent.class);
        assertThatThrownBy(() -> new MachineUnits(0, 4096)).hasMessage("ticksPerSecond: 0");
        assertThatThrownBy(() -> new MachineUnits(100, 3)).hasMessage("pageBytes: 3");
    }

    @Test
    void ticks_are_parts_of_a_second() {
        assertThat(new MachineUnits(100, 4096).ticks(123_456)).isEqualTo(Duration.ofMillis(1_234_560));
        assertThat(new MachineUnits(1000, 4096).ticks(7)).isEqualTo(Duration.ofMillis(7));
        assertThat(new MachineUnits(100, 4096).ticks(-1).getNano()).isEqualTo(150_000_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "'0-3,8', 5, 8", "'', 0, 9", "'1,5-6', 3, 0"})
    void ranges_are_lists_of_numbers(String text, int count, int other) {
        NumberRanges ranges = NumberRanges.parse(LINE, text, "cpus");
        assertThat(ranges.count()).isEqualTo(count);
        assertThat(ranges).hasToString(text);
        assertThat(ranges.contains(other)).isEqualTo(other == 8 || count == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "1,", "3-1", "a", "1--2", "-1", "1 2", "0-99999999999"})
    void what_is_no_list_is_refused(String text) {
        assertThatThrownBy(() -> NumberRanges.parse(LINE, text, "cpus"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("f, line 1, cpus: ");
    }

    @Test
    void device_numbers_are_written_in_three_ways() {
        assertThat(DeviceNumber.ofHex(LINE, "fe:10")).isEqualTo(new DeviceNumber(254, 16));
        assertThat(DeviceNumber.ofDecimal(LINE, "254:10")).isEqualTo(new DeviceNumber(254, 10));
        assertThat(DeviceNumber.ofEncoded(0x8801)).isEqualTo(new DeviceNumber(136, 1));
        assertThat(DeviceNumber.ofEncoded(0xabc11122)).isEqualTo(new DeviceNumber(0x111, 0xabc22));
        assertThat(new DeviceNumber(8, 1)).hasToString("8:1");
        assertThatThrownBy(() -> DeviceNumber.ofDecimal(LINE, "8")).hasMessageContaining("dev: expected two numbers");
        assertThatThrownBy(() -> DeviceNumber.ofHex(LINE, "1000:0"))
                .hasMessageContaining("dev: the number is too large");
    }

    @Test
    void sets_have_members_from_one_or_from_zero() {
        assertThat(new SignalSet(0x8000000000000001L).numbers()).containsExactly(1, 64);
        assertThat(new SignalSet(-1).contains(0)).isFalse();
        assertThat(new SignalSet(-1).contains(65)).isFalse();
        assertThat(new CapabilitySet(0x8000000000000001L).numbers()).containsExactly(0, 63);
        assertThat(new CapabilitySet(-1).contains(64)).isFalse();
    }
}
