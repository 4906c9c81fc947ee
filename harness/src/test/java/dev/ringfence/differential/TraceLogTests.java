package dev.ringfence.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceLogTests {
    private static final long TRACER = 99;

    private static TraceLog parse(String... lines) {
        return TraceLog.parse(List.of(lines), TRACER);
    }

    private static List<String> texts(TraceLog log, String thread) {
        return log.threads().get(thread).stream().map(LogLine::text).toList();
    }

    @Test
    void a_call_that_another_thread_cut_in_two_is_one_line() {
        TraceLog log = parse(
                "100   wait4(-1,  <unfinished ...>",
                "101   exit_group(3)     = ?",
                "100   <... wait4 resumed>NULL, 0, NULL) = 101");

        assertThat(log.threads().get("1")).containsExactly(new LogLine("wait4(-1, NULL, 0, NULL) = 101", true));
    }

    @Test
    void a_call_that_never_ends_stays_as_it_began() {
        assertThat(texts(parse("100   pause( <unfinished ...>"), "1")).containsExactly("pause( <unfinished ...>");
    }

    @Test
    void threads_are_named_after_their_births_whatever_their_ids() {
        TraceLog log = parse(
                "100   vfork( <unfinished ...>",
                "105   execve(\"/bin/true\", NULL, NULL) = 0",
                "100   <... vfork resumed>)    = 105",
                "100   clone3({flags=0}, 88)   = -1 EPERM (Operation not permitted)",
                "100   clone(child_stack=NULL, flags=SIGCHLD) = 103",
                "103   fork()                  = 104",
                "104   +++ exited with 0 +++",
                "200   +++ exited with 0 +++");

        assertThat(log.threads().keySet()).containsExactly("1", "1.1", "1.2", "1.2.1", "?1");
        assertThat(log.names())
                .containsEntry("99", TraceLog.TRACER)
                .containsEntry("105", "1.1")
                .containsEntry("104", "1.2.1");
        assertThat(log.lines()).isEqualTo(7);
    }

    @Test
    void an_execve_of_another_thread_is_resumed_by_the_leader() {
        TraceLog log = parse(
                "100   clone3({flags=CLONE_THREAD}, 88) = 101",
                "100   pause( <unfinished ...>",
                "101   execve(\"/bin/true\", [], NULL <unfinished ...>",
                "100   <... pause resumed>) = ?",
                "100   +++ superseded by execve in pid 101 +++",
                "100   <... execve resumed>) = 0");

        assertThat(texts(log, "1"))
                .endsWith("+++ superseded by execve in pid 101 +++", "execve(\"/bin/true\", [], NULL) = 0");
        assertThat(texts(log, "1.1")).isEmpty();
    }

    @Test
    void what_is_no_log_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("brk(NULL) = 0x1000"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("100   <... wait4 resumed>) = 1"));
    }
}
