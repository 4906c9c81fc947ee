package dev.ringfence.trace.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringfence.ffi.Block;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Abi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the C compiler for the layout of the registers on this machine. */
@Tag("tools")
class RegisterLayoutLinuxTests {
    private static final String X86_64 = """
            #include <stddef.h>
            #include <stdio.h>
            #include <sys/user.h>
            #define AT(field) (int) offsetof(struct user_regs_struct, field)
            int main(void) {
                printf("%d %d %d %d %d %d %d %d %d %d %d\\n", (int) sizeof(struct user_regs_struct), AT(orig_rax), AT(rdi),
                       AT(rsi), AT(rdx), AT(r10), AT(r8), AT(r9), AT(rax), AT(rsp), AT(rip));
            }
            """;
    private static final String AARCH64 = """
            #include <asm/ptrace.h>
            #include <stddef.h>
            #include <stdio.h>
            #define AT(field) (int) offsetof(struct user_pt_regs, field)
            int main(void) {
                printf("%d %d %d %d %d %d %d %d %d %d %d\\n", (int) sizeof(struct user_pt_regs), AT(regs[8]), AT(regs[0]),
                       AT(regs[1]), AT(regs[2]), AT(regs[3]), AT(regs[4]), AT(regs[5]), AT(regs[0]), AT(sp), AT(pc));
            }
            """;

    @TempDir
    Path directory;

    @Test
    void registers_are_where_the_header_has_them() throws Exception {
        boolean arm = Abi.ofThisMachine() == Abi.AARCH64;
        int size = arm ? Aarch64Registers.SIZE : X86Registers.SIZE;
        int instruction = arm ? 4 : 2;
        Block block = new Block(size);
        for (int offset = 0; offset < size; offset += 8) {
            block.putLong(offset, offset);
        }
        Registers registers = arm ? new Aarch64Registers(block) : new X86Registers(block);

        assertThat(List.of(
                        (long) size,
                        registers.callNumber(),
                        registers.argument(0),
                        registers.argument(1),
                        registers.argument(2),
                        registers.argument(3),
                        registers.argument(4),
                        registers.argument(5),
                        registers.result(),
                        registers.stackPointer(),
                        registers.syscallInstruction() + instruction))
                .isEqualTo(printed(arm ? AARCH64 : X86_64));
    }

    private List<Long> printed(String program) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "tools tier: there is no /usr/bin/gcc");
        Path source = Files.writeString(directory.resolve("layout.c"), program);
        Path binary = directory.resolve("layout");
        output("gcc", "-o", binary.toString(), source.toString());
        KernelText.Line line = KernelText.line("layout", output(binary.toString()));
        return line.fields().stream()
                .map(field -> line.decimal(field, "offset"))
                .toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
