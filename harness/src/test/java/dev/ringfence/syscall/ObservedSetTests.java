package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedSetTests {

    /** Every way in which a descriptor can be made, copied, passed or closed, one call a line of the list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "open",
                "openat",
                "openat2",
                "creat",
                "dup",
                "dup2",
                "dup3",
                "pipe",
                "pipe2",
                "socket",
                "socketpair",
                "accept",
                "accept4",
                "epoll_create",
                "epoll_create1",
                "eventfd",
                "eventfd2",
                "timerfd_create",
                "signalfd",
                "signalfd4",
                "inotify_init",
                "inotify_init1",
                "fanotify_init",
                "memfd_create",
                "memfd_secret",
                "userfaultfd",
                "perf_event_open",
                "bpf",
                "io_uring_setup",
                "pidfd_open",
                "pidfd_getfd",
                "clone",
                "clone3",
                "open_by_handle_at",
                "open_tree",
                "open_tree_attr",
                "fsopen",
                "fsmount",
                "fspick",
                "mq_open",
                "landlock_create_ruleset",
                "recvmsg",
                "recvmmsg",
                "close",
                "close_range",
                "execve",
                "execveat"
            })
    void all_that_changes_a_descriptor_table_is_watched(String name) {
        assertThat(ObservedSet.defaults()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect", "bind", "listen", "rename", "renameat2", "unlink", "unlinkat", "link", "linkat", "symlink",
                "symlinkat", "mkdir", "mkdirat", "rmdir", "truncate", "fsync", "fdatasync", "mount", "fork", "vfork",
                "exit_group"
            })
    void all_that_names_or_ends_a_thing_is_watched(String name) {
        assertThat(ObservedSet.defaults()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setuid",
                "setresgid",
                "setgroups",
                "capset",
                "pivot_root",
                "prlimit64",
                "setrlimit",
                "umask",
                "chdir",
                "fchdir",
                "ptrace",
                "init_module",
                "finit_module"
            })
    void all_that_changes_what_a_process_may_do_is_watched(String name) {
        assertThat(ObservedSet.defaults()).contains(name);
    }

    /** It stops where it copies a descriptor, which says nothing of how often it is made. */
    @Test
    void what_is_watched_in_part_does_not_pass_for_watched() {
        assertThat(ObservedSet.defaults()).doesNotContain("fcntl", "mmap");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read",
                "write",
                "sendto",
                "recvfrom",
                "poll",
                "epoll_wait",
                "futex",
                "mmap",
                "munmap",
                "madvise",
                "clock_nanosleep",
                "rt_sigprocmask",
                "kill",
                "tgkill",
                "newfstatat",
                "lseek",
                "exit",
                "sched_yield"
            })
    void what_is_frequent_and_changes_nothing_of_the_sort_runs_at_full_speed(String name) {
        assertThat(ObservedSet.defaults()).doesNotContain(name);
    }

    @Test
    void a_name_or_a_family_is_resolved() {
        assertThat(ObservedSet.resolve("statx")).containsExactly("statx");
        assertThat(ObservedSet.resolve("stats"))
                .containsExactlyInAnyOrder("stat", "lstat", "fstat", "newfstatat", "statx");
        assertThat(ObservedSet.resolve("opens")).containsExactlyInAnyOrder("open", "openat", "openat2", "creat");
    }

    @Test
    void a_name_that_does_not_exist_gets_suggestions() {
        assertThatThrownBy(() -> ObservedSet.resolve("opnat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"opnat\" is neither a system call nor a family of system calls;"
                        + " did you mean \"openat\" or \"openat2\"?");
        assertThatThrownBy(() -> ObservedSet.resolve("teleportation"))
                .hasMessage("\"teleportation\" is neither a system call nor a family of system calls");
        assertThatThrownBy(() -> FamilyTable.get("open"))
                .hasMessageStartingWith("\"open\" is not a family of system calls; did you mean \"opens\"");
    }

    @ParameterizedTest
    @MethodSource("families")
    void families_are_named_as_plural_verbs_and_found_by_their_name(Family family) {
        assertThat(family.name()).endsWith("s");
        assertThat(FamilyTable.get(family.name())).isSameAs(family);
    }

    static Iterable<Family> families() {
        return FamilyTable.all();
    }
}
