package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyscallTableTests {
    private final SyscallTable table = SyscallTable.x86_64();

    @ParameterizedTest
    @CsvSource({
        "0, read",
        "3, close",
        "8, lseek",
        "59, execve",
        "72, fcntl",
        "257, openat",
        "262, newfstatat",
        "317, seccomp",
        "334, rseq",
        "435, clone3",
        "436, close_range",
        "437, openat2",
        "450, set_mempolicy_home_node",
        "462, mseal",
        "467, open_tree_attr",
        "469, file_setattr"
    })
    void numbers_and_names_belong_together(int number, String name) {
        assertThat(table.name(number)).isEqualTo(name);
        assertThat(table.number(name)).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource({
        "aarch64, 56, openat",
        "aarch64, 79, newfstatat",
        "aarch64, 25, fcntl",
        "aarch64, 163, getrlimit",
        "aarch64, 220, clone",
        "aarch64, 447, memfd_secret",
        "aarch64, 469, file_setattr",
        "i386, 5, open",
        "i386, 18, oldstat",
        "i386, 90, mmap",
        "i386, 102, socketcall",
        "i386, 195, stat64",
        "i386, 422, futex_time64",
        "i386, 469, file_setattr",
        "x32, 0x40000000, read",
        "x32, 0x40000200, rt_sigaction",
        "x32, 0x40000208, execve",
        "x32, 0x40000223, pwritev2",
        "x32, 0x4000003b, execve#64",
        "x32, 0x400001d5, file_setattr"
    })
    void every_abi_has_its_own_numbers(String abi, String number, String name) {
        SyscallTable other = SyscallTable.of(Abi.named(abi));
        assertThat(other.name(Integer.decode(number))).isEqualTo(name);
        assertThat(other.number(name)).hasValue(Integer.decode(number));
    }

    @Test
    void the_tables_have_as_many_calls_as_their_headers_and_the_newer_ones() {
        assertThat(SyscallTable.aarch64().calls()).hasSize(325);
        assertThat(SyscallTable.of(Abi.I386).calls()).hasSize(459);
        assertThat(SyscallTable.of(Abi.X32).calls()).hasSize(419);
        assertThat(SyscallTable.aarch64().names()).doesNotContain("open", "fork", "arch_specific_syscall", "syscalls");
    }

    /** As strace 6.1 prints them. */
    @Test
    void unknown_numbers_are_shown_and_never_dropped() {
        assertThat(table.name(500)).isEqualTo("syscall_0x1f4");
        assertThat(table.name(337)).as("between two that are known").isEqualTo("syscall_0x151");
        assertThat(table.name(0x40000001)).isEqualTo("syscall_0x40000001");
        assertThat(table.name(-1)).isEqualTo("syscall_0xffffffffffffffff");
        assertThat(table.name(Integer.MIN_VALUE)).isEqualTo("syscall_0xffffffff80000000");
        assertThat(SyscallTable.of(Abi.X32).name(0x4000022f)).isEqualTo("syscall_0x4000022f");
        assertThat(SyscallTable.of(Abi.X32).name(1)).isEqualTo("syscall_0x1");
        assertThat(SyscallTable.of(Abi.I386).name(222)).isEqualTo("syscall_0xde");
        assertThat(table.number("openat3")).isEmpty();
        assertThat(table.find("openat3")).isEmpty();
        assertThat(table.knows(337)).isFalse();
        assertThat(table.call(500))
                .satisfies(call -> assertThat(call.categories()).isEmpty())
                .satisfies(call -> assertThat(call.family()).isEmpty())
                .satisfies(call -> assertThat(call.descriptorEffect()).isEqualTo(DescriptorEffect.NONE));
    }

    @Test
    void a_call_has_categories_a_family_and_an_effect() {
        Syscall openat = table.call(257);
        assertThat(openat.categories()).containsExactlyInAnyOrder(Category.FILE, Category.DESC);
        assertThat(openat.family()).contains(FamilyTable.get("opens"));
        assertThat(openat.descriptorEffect()).hasToString("makes one: the result (file)");
        assertThat(table.find("socketpair").orElseThrow().descriptorEffect())
                .hasToString("makes two: in the array that argument 4 points to (socket)");
        assertThat(table.find("stat").orElseThrow().categories())
                .containsExactlyInAnyOrder(Category.FILE, Category.STAT, Category.STAT_LIKE);
        assertThat(SyscallTable.of(Abi.I386).find("stat64").orElseThrow().family())
                .contains(FamilyTable.get("stats"));
        assertThat(table.find("getpid").orElseThrow())
                .satisfies(call -> assertThat(call.family()).isEmpty())
                .satisfies(call -> assertThat(call.descriptorEffect()).hasToString("leaves it as it is"));
    }

    @Test
    void a_signature_is_not_given_to_a_call_that_takes_other_arguments_under_the_same_name() {
        assertThat(SyscallTable.of(Abi.I386).find("pread64").orElseThrow().signature())
                .as("the offset is in two registers")
                .hasValueSatisfying(
                        signature -> assertThat(signature.parameters()).hasSize(5));
        assertThat(SyscallTable.aarch64().find("clone").orElseThrow().signature())
                .as("the last two are the other way round")
                .isEmpty();
        for (Signature signature : Signatures.all()) {
            table.find(signature.name())
                    .ifPresent(call -> assertThat(call.signature()).contains(signature));
        }
    }

    @Test
    void the_tables_kept_by_hand_name_calls_that_exist() {
        Set<String> names = Arrays.stream(Abi.values())
                .flatMap(abi -> SyscallTable.of(abi).names().stream())
                .collect(Collectors.toSet());
        assertThat(names).containsAll(DescriptorEffects.all().keySet()).containsAll(FamilyTable.calls());
    }

    @Test
    void a_faulty_row_is_refused() {
        assertThatThrownBy(() -> SyscallTable.parse(Abi.I386, "t", "1\ta\t-\n1\tb\t-\n"))
                .hasMessage("t, line 2, number: 1 is there twice, in \"1\tb\t-\"");
        assertThatThrownBy(() -> SyscallTable.parse(Abi.I386, "t", "1\ta\t-\n2\ta\t-\n"))
                .hasMessage("t, line 2, name: a is there twice, in \"2\ta\t-\"");
        assertThatThrownBy(() -> SyscallTable.parse(Abi.I386, "t", "1\ta\n"))
                .hasMessage("t, line 1, name: expected a number, a name and categories, in \"1\ta\"");
        assertThatThrownBy(() -> SyscallTable.parse(Abi.I386, "t", "1\ta\tfile,fill\n"))
                .hasMessage("t, line 1, categories: \"fill\" is no category, in \"1\ta\tfile,fill\"");
        assertThatThrownBy(() -> DescriptorEffects.parse("d", "open\tmakes\n"))
                .hasMessage("d, line 1, effect: kind must be there if and only if the call makes a descriptor,"
                        + " in \"open\tmakes\"");
        assertThatThrownBy(() -> DescriptorEffects.parse("d", "open\topens\tfile\n"))
                .hasMessage("d, line 1, effect: \"opens\" is no effect, in \"open\topens\tfile\"");
    }

    @Test
    void names_are_all_of_them() {
        assertThat(table.names()).hasSize(383).contains("read", "file_setattr").contains("uprobe");
    }

    @ParameterizedTest
    @CsvSource({"1, EPERM", "2, ENOENT", "11, EAGAIN", "24, EMFILE", "38, ENOSYS", "133, EHWPOISON", "512, ERESTARTSYS"
    })
    void errnos_have_their_names(int number, String name) {
        assertThat(Errnos.of(number)).isEqualTo(new Errno(number, name)).hasToString(name);
    }

    @Test
    void an_unknown_errno_shows_its_number() {
        assertThat(Errnos.of(4000)).hasToString("E4000");
    }
}
