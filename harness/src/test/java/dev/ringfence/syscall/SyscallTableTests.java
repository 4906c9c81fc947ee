package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void unknown_numbers_are_shown_and_never_dropped() {
        assertThat(table.name(500)).isEqualTo("syscall_0x1f4");
        assertThat(table.name(0x40000001)).isEqualTo("syscall_0x40000001");
        assertThat(table.name(-1)).isEqualTo("syscall_0xffffffff");
        assertThat(table.number("openat3")).isEmpty();
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
