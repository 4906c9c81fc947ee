package dev.ringfence.syscall.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.expression.ArgumentRoles.PathRole;
import dev.ringfence.syscall.expression.ArgumentRoles.PollRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentRolesTests {

    @Test
    void a_path_is_relative_to_the_directory_before_it() {
        assertThat(of("renameat2").paths()).containsExactly(new PathRole(1, 0), new PathRole(3, 2));
        assertThat(of("renameat2").descriptors()).containsExactly(0, 2);
        assertThat(of("rename").paths()).containsExactly(new PathRole(0, null), new PathRole(1, null));
        assertThat(of("fanotify_mark").paths()).containsExactly(new PathRole(4, 3));
        assertThat(of("inotify_add_watch").paths()).containsExactly(new PathRole(1, null));
    }

    @Test
    void text_that_a_link_stores_is_no_path() {
        assertThat(of("symlink").paths()).containsExactly(new PathRole(1, null));
        assertThat(of("symlinkat").paths()).containsExactly(new PathRole(2, 1));
        assertThat(of("mq_open").paths()).isEmpty();
    }

    @Test
    void arrays_sets_and_ranges_have_descriptors_too() {
        assertThat(of("ppoll").polls()).containsExactly(new PollRole(0, 1));
        assertThat(of("select").sets()).containsExactly(1, 2, 3);
        assertThat(of("close_range").range()).isTrue();
        assertThat(of("mmap").descriptors()).containsExactly(4);
        assertThat(of("epoll_ctl").descriptors()).containsExactly(0, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe2", "socket", "getpid", "futex"})
    void others_have_none(String call) {
        assertThat(of(call)).isEqualTo(ArgumentRoles.NONE);
    }

    @Test
    void a_range_is_looked_through_up_to_what_a_process_can_have() {
        assertThat(ArgumentRoles.anyInRange(3, 0xffffffffL, fd -> fd == 1 << 20))
                .isTrue();
        assertThat(ArgumentRoles.anyInRange(3, 0xffffffffL, fd -> fd == 2)).isFalse();
        assertThat(ArgumentRoles.anyInRange(5, 4, fd -> true)).isFalse();
    }

    private static ArgumentRoles of(String call) {
        return ArgumentRoles.of(SyscallTable.x86_64().find(call).orElseThrow());
    }
}
