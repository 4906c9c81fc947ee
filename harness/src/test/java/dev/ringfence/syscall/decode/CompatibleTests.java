package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.value.ValueText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a program of 32 bits passes is not read as what one of 64 bits would pass. */
class CompatibleTests {
    private static final long ADDRESS = CapturedMemory.START;

    private final Decoder decoder = new Decoder(DecodeOptions.DEFAULT);
    private final CapturedMemory memory = new CapturedMemory();

    @Test
    void structures_without_a_known_layout_are_shown_as_where_they_are() {
        assertThat(entered("timer_create", 0, ADDRESS, ADDRESS)).isEqualTo("CLOCK_REALTIME, 0x10000000, [0]");
        assertThat(entered("ioctl", 1, 0x5413, ADDRESS)).isEqualTo("1, TIOCGWINSZ, 0x10000000");
    }

    @Test
    void an_array_that_cannot_be_read_whole_is_shown_as_where_it_is() {
        long last = ADDRESS + CapturedMemory.SIZE - 8;
        assertThat(entered("writev", 1, last, 1)).isEqualTo("1, [{iov_base=NULL, iov_len=0}], 1");
        assertThat(entered("writev", 1, last, 2)).isEqualTo("1, 0x1000fff8, 2");
    }

    @Test
    void what_lies_at_the_same_place_is_read_as_what_it_is() {
        memory.store("10000000=0500000007000000");
        assertThat(entered("writev", 1, ADDRESS, 1)).isEqualTo("1, [{iov_base=0x5, iov_len=7}], 1");
        assertThat(entered("nanosleep", ADDRESS, 0)).isEqualTo("{tv_sec=5, tv_nsec=7}, NULL");
        assertThat(entered("write", 1, ADDRESS, 8)).isEqualTo("1, \"\\5\\0\\0\\0\\7\\0\\0\\0\", 8");
    }

    @Test
    void the_kernel_takes_the_lower_half_of_a_register() {
        assertThat(entered("lseek", 1L << 32 | 3, 1L << 32 | 5, 1L << 32)).isEqualTo("3, 5, SEEK_SET");
    }

    @Test
    void strings_flags_and_numbers_are_the_same() {
        memory.store("10000000=2f65746300");
        assertThat(entered("open", ADDRESS, 0x80000)).isEqualTo("\"/etc\", O_RDONLY|O_CLOEXEC");
        assertThat(entered("lseek", 3, 0xffff_ffffL, 1)).isEqualTo("3, -1, SEEK_CUR");
    }

    @Test
    void arguments_are_read_behind_the_one_pointer_to_them() {
        assertThat(entered("mmap", ADDRESS)).isEqualTo("NULL, 0, PROT_NONE, MAP_FILE, 0, 0");
        assertThat(entered("mmap", 8)).isEqualTo("0x8");
    }

    @Test
    void every_kind_is_one_that_a_call_has() {
        Set<String> used = new HashSet<>();
        for (Syscall call : SyscallTable.of(Abi.I386).calls()) {
            for (Signature.Parameter parameter :
                    call.signature().map(Signature::parameters).orElse(List.of())) {
                used.add(parameter.kind().name());
                used.add(parameter.kind().toString());
            }
        }
        assertThat(used).containsAll(Compatible.kinds());
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
