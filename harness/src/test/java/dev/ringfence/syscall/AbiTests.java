package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbiTests {

    @ParameterizedTest
    @CsvSource({
        "0xc000003e, 59, x86_64",
        "0xc000003e, 0x3fffffff, x86_64",
        "0xc000003e, 0x40000000, x32",
        "0xc000003e, 0x40000208, x32",
        "0xc000003e, -1, x86_64",
        "0xc000003e, 0x80000000, x86_64",
        "0x40000003, 20, i386",
        "0x40000003, 0x40000014, i386",
        "0xc00000b7, 56, aarch64"
    })
    void architecture_and_number_tell_the_abi(String arch, String number, String abi) {
        assertThat(Abi.of(Long.decode(arch).intValue(), Long.decode(number))).contains(Abi.named(abi));
    }

    @Test
    void an_architecture_that_is_not_known_has_none() {
        assertThat(Abi.of(0xc00000f3, 1)).as("AUDIT_ARCH_RISCV64").isEmpty();
    }

    @Test
    void what_the_jvm_calls_the_machine_tells_its_abi() {
        assertThat(Abi.ofOsArch("amd64")).isEqualTo(Abi.X86_64);
        assertThat(Abi.ofOsArch("x86_64")).isEqualTo(Abi.X86_64);
        assertThat(Abi.ofOsArch("aarch64")).isEqualTo(Abi.AARCH64);
        assertThatThrownBy(() -> Abi.ofOsArch("riscv64"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Ringfence knows the system calls and registers of x86_64 and aarch64,"
                        + " but this machine is of another architecture: os.arch is \"riscv64\"");
    }

    @Test
    void a_name_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> Abi.named("amd64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"amd64\" is not an ABI; known are x86_64, aarch64, i386, x32");
    }
}
