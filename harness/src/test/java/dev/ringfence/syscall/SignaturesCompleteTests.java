package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturesCompleteTests {

    @ParameterizedTest
    @EnumSource(
            value = Abi.class,
            names = {"X86_64", "AARCH64"})
    void every_call_has_a_signature(Abi abi) {
        Set<String> missing = new TreeSet<>(SyscallTable.of(abi).names());
        Signatures.all().forEach(signature -> missing.remove(signature.name()));
        assertThat(missing).as("calls without a signature").isEmpty();
    }

    @Test
    void every_signature_is_of_a_call() {
        Set<String> names = new TreeSet<>();
        for (Abi any : Abi.values()) names.addAll(SyscallTable.of(any).names());
        assertThat(Signatures.all()).allSatisfy(signature -> assertThat(names).contains(signature.name()));
    }

    @Test
    void every_signature_of_i386_is_of_a_call_there() {
        SyscallTable table = SyscallTable.of(Abi.I386);
        assertThat(Signatures.onlyOfI386())
                .hasSizeGreaterThan(80)
                .allSatisfy(name -> assertThat(table.find(name)).as(name).isPresent());
    }
}
