package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.value.ValueText;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a program of 32 bits passes is not read as what one of 64 bits would pass. */
class CompatibleTests {
    private static final long ADDRESS = CapturedMemory.START;

    private final Decoder decoder = new Decoder(DecodeOptions.DEFAULT);
    private final CapturedMemory memory = new CapturedMemory();

    @Test
    void structures_and_lists_are_shown_as_where_they_are() {
        assertThat(entered("nanosleep", ADDRESS, ADDRESS)).isEqualTo("0x10000000, 0x10000000");
        assertThat(entered("writev", 1, ADDRESS, 2)).isEqualTo("1, 0x10000000, 2");
    }

    @Test
    void strings_flags_and_numbers_are_the_same() {
        memory.store("10000000=2f65746300");
        assertThat(entered("open", ADDRESS, 0x80000)).isEqualTo("\"/etc\", O_RDONLY|O_CLOEXEC");
        assertThat(entered("lseek", 3, 0xffff_ffffL, 1)).isEqualTo("3, -1, SEEK_CUR");
    }

    @Test
    void calls_that_take_other_arguments_under_the_same_name_show_registers() {
        assertThat(entered("mmap", ADDRESS)).isEqualTo("0x10000000, 0, 0, 0, 0, 0");
    }

    private String entered(String name, long... arguments) {
        long[] registers = new long[6];
        System.arraycopy(arguments, 0, registers, 0, arguments.length);
        SyscallTable table = SyscallTable.of(Abi.I386);
        return decoder
                .entered(table.call(table.number(name).orElseThrow()), registers, memory)
                .left(0)
                .arguments()
                .stream()
                .map(ValueText::of)
                .collect(Collectors.joining(", "));
    }
}
