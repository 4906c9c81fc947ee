package dev.ringfence.trace.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.MarkerCode;
import dev.ringfence.syscall.ObservedSet;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.trace.seccomp.FilterProgram.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs the program on an interpreter of classic BPF that knows nothing of how the program was made. */
class FilterProgramTests {
    private static final int X86_64 = 0xc000003e;
    private static final int I386 = 0x40000003;
    private static final int ALLOW = 0x7fff0000;
    private static final int TRACE = 0x7ff00000;

    private static int run(FilterProgram program, int arch, int number, long argument) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, number).putInt(4, arch).putLong(24, argument).putLong(40, argument);
        List<Instruction> code = program.instructions();
        int accumulator = 0;
        int at = 0;
        while (true) {
            Instruction i = code.get(at++);
            switch (i.code()) {
                case 0x20 -> accumulator = data.getInt(i.k());
                case 0x15 -> at += accumulator == i.k() ? i.ifTrue() : i.ifFalse();
                case 0x35 -> at += Integer.compareUnsigned(accumulator, i.k()) >= 0 ? i.ifTrue() : i.ifFalse();
                case 0x45 -> at += (accumulator & i.k()) != 0 ? i.ifTrue() : i.ifFalse();
                case 0x05 -> at += i.k();
                case 0x06 -> {
                    return i.k();
                }
                default -> throw new AssertionError("instruction " + i);
            }
        }
    }

    private static Set<Integer> defaults() {
        return ObservedSet.defaults().stream()
                .map(name -> SyscallTable.x86_64().number(name).orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void stops_at_every_observed_call_and_at_no_other() {
        Set<Integer> observed = defaults();
        FilterProgram program = FilterProgram.observing(observed);
        for (int number = 0; number < 600; number++) {
            boolean byArguments = number == 72 || number == 8 || number == 9;
            if (!byArguments) {
                assertThat(run(program, X86_64, number, 0))
                        .as("call %d", number)
                        .isEqualTo(observed.contains(number) ? TRACE : ALLOW);
            }
        }
    }

    @Test
    void stops_at_markers_and_not_at_other_seeks() {
        FilterProgram program = FilterProgram.observing(defaults());
        assertThat(run(program, X86_64, 8, MarkerCode.offset(MarkerCode.WINDOW_OPEN, 7)))
                .isEqualTo(TRACE);
        assertThat(run(program, X86_64, 8, 0)).isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 8, 0x52494E46_01000007L)).isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 8, -1)).isEqualTo(ALLOW);
    }

    @Test
    void stops_at_every_seek_when_seeks_are_observed() {
        Set<Integer> observed = defaults();
        observed.add(8);
        assertThat(run(FilterProgram.observing(observed), X86_64, 8, 0)).isEqualTo(TRACE);
    }

    @Test
    void stops_at_fcntl_only_where_it_copies_a_descriptor() {
        FilterProgram program = FilterProgram.observing(defaults());
        assertThat(run(program, X86_64, 72, 0)).as("F_DUPFD").isEqualTo(TRACE);
        assertThat(run(program, X86_64, 72, 1030)).as("F_DUPFD_CLOEXEC").isEqualTo(TRACE);
        assertThat(run(program, X86_64, 72, 1)).as("F_GETFD").isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 72, 3)).as("F_GETFL").isEqualTo(ALLOW);
    }

    @Test
    void stops_at_mmap_only_where_it_shares_a_file() {
        FilterProgram program = FilterProgram.observing(defaults());
        assertThat(run(program, X86_64, 9, 0x01)).as("MAP_SHARED").isEqualTo(TRACE);
        assertThat(run(program, X86_64, 9, 0x03)).as("MAP_SHARED_VALIDATE").isEqualTo(TRACE);
        assertThat(run(program, X86_64, 9, 0x02)).as("MAP_PRIVATE").isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 9, 0x22))
                .as("MAP_PRIVATE | MAP_ANONYMOUS")
                .isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 9, 0x21))
                .as("MAP_SHARED | MAP_ANONYMOUS")
                .isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 9, 0x11)).as("MAP_SHARED | MAP_FIXED").isEqualTo(ALLOW);
    }

    @Test
    void stops_at_every_mmap_when_it_is_observed() {
        Set<Integer> observed = defaults();
        observed.add(9);
        assertThat(run(FilterProgram.observing(observed), X86_64, 9, 0x22)).isEqualTo(TRACE);
    }

    @Test
    void stops_at_every_fcntl_when_it_is_observed() {
        Set<Integer> observed = defaults();
        observed.add(72);
        assertThat(run(FilterProgram.observing(observed), X86_64, 72, 3)).isEqualTo(TRACE);
    }

    @Test
    void stops_at_every_call_that_is_not_of_the_64_bit_table() {
        FilterProgram program = FilterProgram.observing(Set.of(257));
        assertThat(run(program, I386, 4, 0)).isEqualTo(TRACE);
        assertThat(run(program, X86_64, 0x40000000, 0)).as("x32 read").isEqualTo(TRACE);
        assertThat(run(program, X86_64, 0x40000101, 0)).as("x32 openat").isEqualTo(TRACE);
    }

    @Test
    void reaches_every_call_of_a_table_too_large_for_a_short_jump() {
        Set<Integer> all = IntStream.range(0, 470).boxed().collect(Collectors.toSet());
        FilterProgram program = FilterProgram.observing(all);
        for (int number = 0; number < 470; number++) {
            assertThat(run(program, X86_64, number, 0)).as("call %d", number).isEqualTo(TRACE);
        }
        assertThat(run(program, X86_64, 470, 0)).isEqualTo(ALLOW);
        assertThat(program.instructions()).hasSizeLessThan(4096);
    }

    @Test
    void lays_out_the_program_as_the_kernel_reads_it() {
        FilterProgram program = FilterProgram.observing(Set.of(257));
        ByteBuffer bytes = ByteBuffer.wrap(program.toBytes(0x7ffc0000)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getShort(0)).isEqualTo((short) program.instructions().size());
        assertThat(bytes.getLong(8)).isEqualTo(0x7ffc0010L);
        assertThat(bytes.getShort(16)).as("first instruction loads").isEqualTo((short) 0x20);
        assertThat(bytes.getInt(20)).as("the architecture").isEqualTo(4);
        assertThat(bytes.limit()).isEqualTo(16 + 8 * program.instructions().size());
    }
}
