package dev.ringfence.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.TracingFailure.Step;
import dev.ringfence.syscall.Errnos;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TracingDiagnosisTests {
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ESRCH = 3;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int ENOSYS = 38;

    private static final Surroundings PLAIN = Surroundings.unknown();
    private static final Surroundings TRACED = new Surroundings(3, 4711, true, false, true, "docker-default", null);
    private static final Surroundings FILTERED = new Surroundings(1, null, true, false, true, "docker-default", null);
    private static final Surroundings CONFINED = new Surroundings(1, null, false, false, true, "docker-default", null);
    private static final Surroundings NAMESPACE = new Surroundings(null, null, false, false, true, null, null);
    private static final Surroundings HIDDEN = new Surroundings(null, null, false, false, false, null, "2");

    static Stream<Arguments> each_refusal_has_its_own_sentence() {
        return Stream.of(
                Arguments.of(Step.SPAWN, ENOENT, PLAIN, "there is no /bin/sh", "install a POSIX shell"),
                Arguments.of(Step.SPAWN, EACCES, PLAIN, "may not be executed", "executable POSIX shell"),
                Arguments.of(Step.SPAWN, EAGAIN, PLAIN, "no further process", "pids.max"),
                Arguments.of(Step.SPAWN, EIO, PLAIN, "could not be started", "by hand"),
                Arguments.of(Step.STOP, 0, PLAIN, "did not stop itself", "POSIX shell"),
                Arguments.of(Step.SEIZE, EPERM, TRACED, "traced by process 4711 already", "without the other tracer"),
                Arguments.of(Step.SEIZE, EPERM, yama(3, false), "ptrace_scope is 3", "boot again"),
                Arguments.of(Step.SEIZE, EPERM, yama(2, false), "ptrace_scope is 2", "sysctl kernel.yama"),
                Arguments.of(Step.SEIZE, EPERM, FILTERED, "a seccomp filter is in force", "--cap-add=SYS_PTRACE"),
                Arguments.of(
                        Step.SEIZE, EPERM, CONFINED, "profile docker-default refuses", "add ptrace to the profile"),
                Arguments.of(Step.SEIZE, EPERM, NAMESPACE, "inside of this user namespace", "outside of it"),
                Arguments.of(Step.SEIZE, EPERM, PLAIN, "nothing here says why", "deny_ptrace"),
                Arguments.of(Step.SEIZE, ESRCH, PLAIN, "was gone before", "limit of memory"),
                Arguments.of(Step.SEIZE, ENOSYS, TRACED, "no usable ptrace", "run on a Linux kernel"),
                Arguments.of(Step.CONTROL, EPERM, HIDDEN, "hidepid=2", "remount,hidepid=0"),
                Arguments.of(Step.CONTROL, EPERM, PLAIN, "may not be touched", "--cap-add=SYS_PTRACE"),
                Arguments.of(Step.SYSCALL_INFO, EIO, PLAIN, "Linux 5.3", "5.3 or later"),
                Arguments.of(Step.FILTER, EPERM, PLAIN, "a filter may not be installed", "allows seccomp"),
                Arguments.of(Step.FILTER, ENOSYS, PLAIN, "CONFIG_SECCOMP_FILTER", "kernel that has them"),
                Arguments.of(Step.OBSERVE, 0, PLAIN, "was not reported", "SECCOMP_RET_TRACE"),
                Arguments.of(Step.LOAD, 0, PLAIN, "jnr-ffi could not be loaded", "noexec"));
    }

    @ParameterizedTest(name = "{0}, {1}: {3}")
    @MethodSource
    void each_refusal_has_its_own_sentence(
            Step step, int errno, Surroundings surroundings, String sentence, String remedy) {
        Fails result = explain(step, errno, surroundings);

        assertThat(result.name()).isEqualTo("tracing");
        assertThat(result.finding()).contains(sentence).endsWith(" [the call]");
        assertThat(result.remedy()).contains(remedy);
    }

    @Test
    void no_two_refusals_share_a_sentence() {
        Stream<String> sentences = each_refusal_has_its_own_sentence()
                .map(Arguments::get)
                .map(row -> explain((Step) row[0], (Integer) row[1], (Surroundings) row[2])
                        .finding());

        assertThat(sentences).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void a_scope_that_allows_to_trace_descendants_is_not_blamed() {
        assertThat(explain(Step.SEIZE, EPERM, yama(1, false)).finding()).doesNotContain("yama");
        assertThat(explain(Step.SEIZE, EPERM, yama(2, true)).finding()).doesNotContain("yama");
    }

    private static Surroundings yama(int scope, boolean mayTraceAll) {
        return new Surroundings(scope, null, false, mayTraceAll, false, null, null);
    }

    private static Fails explain(Step step, int errno, Surroundings surroundings) {
        TracingFailure failure = new TracingFailure(step, "the call", errno == 0 ? null : Errnos.of(errno));
        return TracingDiagnosis.explain("tracing", failure, surroundings);
    }
}
