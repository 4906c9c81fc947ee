package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallSelectionTests {
    private static final Set<String> ALL = SyscallTable.x86_64().names();

    private static Set<String> names(String text) {
        return CallSelection.parse(text).names(Abi.X86_64);
    }

    private static Set<String> allBut(String... names) {
        Set<String> others = new TreeSet<>(ALL);
        Set.of(names).forEach(others::remove);
        return others;
    }

    @Test
    void names_numbers_and_families_can_be_listed() {
        assertThat(names("openat,close")).containsExactly("close", "openat");
        assertThat(names(" openat , close ,")).containsExactly("close", "openat");
        assertThat(names("3,0x101")).containsExactly("close", "openat");
        assertThat(names("opens")).containsExactly("creat", "open", "openat", "openat2");
        assertThat(names("dup,opens,3")).containsExactly("close", "creat", "dup", "open", "openat", "openat2");
    }

    @Test
    void a_category_has_a_percent_sign_and_seven_may_go_without() {
        assertThat(names("%file")).contains("openat", "stat", "execve").doesNotContain("read", "fstat");
        assertThat(names("%%stat")).containsExactly("fstat", "lstat", "newfstatat", "stat", "statx");
        assertThat(names("%net")).isEqualTo(names("%network")).contains("connect");
        assertThat(names("file,network")).isEqualTo(names("%file,%network"));
        assertThat(names("stat")).as("a call, not the category").containsExactly("stat");
        assertThat(CallSelection.parse("ipc").names(Abi.I386))
                .as("a call, not the category")
                .containsExactly("ipc");
    }

    @Test
    void a_regular_expression_begins_with_a_slash_and_may_end_in_one() {
        assertThat(names("/^epoll_c"))
                .containsExactly("epoll_create", "epoll_create1", "epoll_ctl", "epoll_ctl_old")
                .isEqualTo(names("/^epoll_c/"));
        assertThat(names("/^(open|close)$,/sync$/"))
                .contains("open", "close", "fsync", "msync")
                .doesNotContain("openat");
    }

    @Test
    void all_and_none_are_words() {
        assertThat(names("all")).isEqualTo(ALL);
        assertThat(names("openat,all")).isEqualTo(ALL);
        assertThat(names("none")).isEmpty();
    }

    @Test
    void a_mark_in_front_means_all_but_the_list() {
        assertThat(names("!futex")).isEqualTo(allBut("futex"));
        assertThat(names("!openat,close")).isEqualTo(allBut("openat", "close"));
        assertThat(names("!openat,!close")).isEqualTo(allBut("openat", "close"));
        assertThat(names("!all")).isEmpty();
        assertThat(names("!none")).isEqualTo(ALL);
        assertThat(names("!!openat")).containsExactly("openat");
    }

    @Test
    void a_mark_further_back_takes_away() {
        assertThat(names("%%stat,!statx,!fstat")).containsExactly("lstat", "newfstatat", "stat");
        assertThat(names("all,!/^./")).isEmpty();
        assertThat(names("openat,!openat,openat"))
                .as("the order does not matter")
                .isEmpty();
    }

    @Test
    void a_question_mark_allows_what_does_not_exist() {
        assertThat(names("?openat3,close")).containsExactly("close");
        assertThat(names("?openat,?%fill,?9999,?/^zz")).containsExactly("openat");
        assertThat(names("?openat3")).isEmpty();
        assertThat(names("!?openat3")).isEqualTo(ALL);
    }

    @Test
    void a_term_may_be_of_one_personality() {
        CallSelection selection = CallSelection.parse("openat@64,close@32,dup@x32,%%statfs@32");
        assertThat(selection.names(Abi.X86_64)).containsExactly("openat");
        assertThat(selection.names(Abi.AARCH64)).containsExactly("openat");
        assertThat(selection.names(Abi.I386))
                .containsExactly("close", "fstatfs", "fstatfs64", "statfs", "statfs64", "ustat");
        assertThat(selection.numbers(Abi.X32)).containsExactly(Abi.X32_BIT | 32);
    }

    @Test
    void names_of_any_abi_are_names_and_numbers_are_those_of_each() {
        CallSelection selection = CallSelection.parse("stat64,stats");
        assertThat(selection.numbers(Abi.I386)).contains(18, 106, 195, 300, 383);
        assertThat(selection.numbers(Abi.AARCH64)).containsExactly(79, 80, 291);
        assertThat(names("stat64")).isEmpty();
        assertThat(CallSelection.parse("3").names(Abi.I386)).containsExactly("read");
        assertThat(CallSelection.parse("0").names(Abi.X32)).containsExactly("read");
    }

    @Test
    void a_number_that_no_table_knows_is_always_selected() {
        Syscall unknown = SyscallTable.x86_64().call(500);
        assertThat(CallSelection.parse("openat").contains(unknown)).isTrue();
        assertThat(CallSelection.parse("!openat").contains(unknown)).isTrue();
        assertThat(CallSelection.parse("none").contains(unknown)).isTrue();
        Syscall openat = SyscallTable.x86_64().call(257);
        assertThat(CallSelection.parse("%file").contains(openat)).isTrue();
        assertThat(CallSelection.parse("!%file").contains(openat)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "opnat|\"opnat\" is neither a system call nor a family of system calls; did you mean \"openat\" or \"openat2\"?",
                "close,OPENAT|\"OPENAT\" is neither a system call nor a family of system calls; did you mean \"openat\" or \"openat2\" or \"open\"?",
                "%fil|\"%fil\" is not a category of system calls; did you mean \"%file\"?",
                "%%file|\"%%file\" is not a category of system calls; did you mean \"%file\"?",
                "creds|\"creds\" is neither a system call nor a family of system calls; did you mean \"%creds\" or \"creat\" or \"reads\"?",
                "%teleportation|\"%teleportation\" is not a category of system calls",
                "500|\"500\" is not the number of a system call",
                "0x1f4|\"0x1f4\" is not the number of a system call",
                "/^zz|\"/^zz\" matches the name of no system call",
                "/a,b/|\"b/\" is neither a system call nor a family of system calls; did you mean \"bpf\" or \"brk\"?",
                "/(|\"/(\" is not a regular expression: Unclosed group near index 1",
                "?/[|\"/[\" is not a regular expression: Unclosed character class near index 0",
                "/|\"/\" has no regular expression",
                "//|\"//\" has no regular expression",
                "all,none|\"none\" must stand alone but is in \"all,none\"",
                "openat@65|\"openat@65\" must end in @64, @32 or @x32 but ends in @65",
                "!|\"!\" names no system call",
                ",|\",\" names no system call",
                "openat,!|\"\" is neither a system call nor a family of system calls",
                "open close|\"open close\" is neither a system call nor a family of system calls"
            })
    void what_names_nothing_is_refused_with_the_nearest_names(String text, String message) {
        assertThatThrownBy(() -> CallSelection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void an_empty_list_is_refused(String text) {
        assertThatThrownBy(() -> CallSelection.parse(text)).hasMessage("\"" + text + "\" names no system call");
    }

    @Test
    void a_selection_may_be_of_some_abis_only() {
        assertThatThrownBy(() -> CallSelection.parse("stat64", Set.of(Abi.X86_64)))
                .hasMessageStartingWith(
                        "\"stat64\" is neither a system call nor a family of system calls;" + " did you mean \"stat\"");
        assertThat(CallSelection.parse("stat64", Set.of(Abi.I386)).numbers(Abi.I386))
                .containsExactly(195);
    }
}
