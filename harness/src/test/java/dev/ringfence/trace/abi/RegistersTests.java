package dev.ringfence.trace.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.ffi.Block;
import dev.ringfence.syscall.Abi;
import org.junit.jupiter.api.Test;

class RegistersTests {

    /** Every register holds a value that tells its place: 0x100 and its index. */
    private static Block numbered(int size) {
        Block block = new Block(size);
        for (int i = 0; i < size / 8; i++) {
            block.putLong(i * 8, 0x100 + i);
        }
        return block;
    }

    private static long[] arguments(Registers registers) {
        long[] arguments = new long[6];
        for (int i = 0; i < 6; i++) {
            arguments[i] = registers.argument(i);
        }
        return arguments;
    }

    @Test
    void x86_64_has_number_arguments_and_result_where_user_regs_struct_has_them() {
        Registers registers = new X86Registers(numbered(X86Registers.SIZE));

        assertThat(registers.callNumber()).as("orig_rax").isEqualTo(0x100 + 15);
        assertThat(arguments(registers))
                .as("rdi rsi rdx r10 r8 r9")
                .containsExactly(0x100 + 14, 0x100 + 13, 0x100 + 12, 0x100 + 7, 0x100 + 9, 0x100 + 8);
        assertThat(registers.result()).as("rax").isEqualTo(0x100 + 10);
        assertThat(registers.stackPointer()).as("rsp").isEqualTo(0x100 + 19);
        assertThat(registers.syscallInstruction()).as("rip - 2").isEqualTo(0x100 + 16 - 2);
        assertThatThrownBy(() -> registers.argument(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void x86_64_is_made_to_execute_a_call() {
        Block before = numbered(X86Registers.SIZE);
        X86Registers changed = (X86Registers) new X86Registers(before).withCall(157, 38, 1);

        assertThat(changed.result())
                .as("rax, which holds the number at the instruction")
                .isEqualTo(157);
        assertThat(changed.callNumber()).as("in no call").isEqualTo(-1);
        assertThat(arguments(changed)).startsWith(38, 1, 0x100 + 12);
        assertThat(changed.syscallInstruction()).isEqualTo(0x100 + 16 - 4);
        assertThat(changed.stackPointer()).isEqualTo(0x100 + 19);
        assertThat(before.getLong(16 * 8)).as("the original").isEqualTo(0x100 + 16);
    }

    @Test
    void aarch64_has_number_arguments_and_result_where_user_pt_regs_has_them() {
        Registers registers = new Aarch64Registers(numbered(Aarch64Registers.SIZE));

        assertThat(Aarch64Registers.SIZE).isEqualTo(272);
        assertThat(registers.callNumber()).as("w8").isEqualTo(0x100 + 8);
        assertThat(arguments(registers)).as("x0 to x5").containsExactly(0x100, 0x101, 0x102, 0x103, 0x104, 0x105);
        assertThat(registers.result()).as("x0").isEqualTo(0x100);
        assertThat(registers.stackPointer()).as("sp").isEqualTo(0x100 + 31);
        assertThat(registers.syscallInstruction()).as("pc - 4").isEqualTo(0x100 + 32 - 4);
        assertThatThrownBy(() -> registers.argument(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aarch64_takes_the_low_half_of_x8_for_the_number() {
        Block block = new Block(Aarch64Registers.SIZE);
        block.putLong(8 * 8, 0x1234_5678_ffff_ffffL);
        assertThat(new Aarch64Registers(block).callNumber()).isEqualTo(-1);
    }

    @Test
    void aarch64_is_made_to_execute_a_call() {
        Block before = numbered(Aarch64Registers.SIZE);
        Registers changed = new Aarch64Registers(before).withCall(167, 38, 1);

        assertThat(changed.callNumber()).isEqualTo(167);
        assertThat(arguments(changed)).startsWith(38, 1, 0x102);
        assertThat(changed.syscallInstruction()).isEqualTo(0x100 + 32 - 8);
        assertThat(before.getLong(8 * 8)).as("the original").isEqualTo(0x108);
    }

    @Test
    void the_architecture_decides() {
        assertThat(Registers.of(Abi.X86_64)).isInstanceOf(X86Registers.class);
        assertThat(Registers.of(Abi.I386)).isInstanceOf(X86Registers.class);
        assertThat(Registers.of(Abi.AARCH64)).isInstanceOf(Aarch64Registers.class);
    }
}
