package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Lines that strace 6.1 wrote. */
class SignalTextTests {

    @Test
    void the_end_of_a_child_is_told_with_its_status() {
        byte[] info = info(17, 0, 1).putInt(16, 12).putInt(20, 0).putInt(24, 3).array();
        assertThat(SignalText.delivered(17, info))
                .isEqualTo("--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=12, si_uid=0, si_status=3,"
                        + " si_utime=0, si_stime=0} ---");
    }

    @Test
    void a_bad_access_is_told_with_its_address() {
        assertThat(SignalText.delivered(11, info(11, 0, 1).array()))
                .isEqualTo("--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL} ---");
    }

    @Test
    void a_signal_of_a_timer_of_the_kernel_has_no_sender() {
        assertThat(SignalText.delivered(14, info(14, 0, 0x80).array()))
                .isEqualTo("--- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---");
    }

    @Test
    void a_real_time_signal_counts_from_the_first_of_the_kernel() {
        byte[] info = info(34, 0, -6).putInt(16, 5).putInt(20, 6).array();
        assertThat(SignalText.delivered(34, info))
                .isEqualTo("--- SIGRT_2 {si_signo=SIGRT_2, si_code=SI_TKILL, si_pid=5, si_uid=6} ---");
    }

    @Test
    void stops_and_ends_have_lines_of_their_own() {
        assertThat(SignalText.stopped(19)).isEqualTo("--- stopped by SIGSTOP ---");
        assertThat(SignalText.exited(0)).isEqualTo("+++ exited with 0 +++");
        assertThat(SignalText.killed(9, false)).isEqualTo("+++ killed by SIGKILL +++");
        assertThat(SignalText.killed(11, true)).isEqualTo("+++ killed by SIGSEGV (core dumped) +++");
    }

    @Test
    void fewer_bytes_than_a_siginfo_has_are_refused() {
        assertThatThrownBy(() -> SignalText.info(new byte[64]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("siginfo must have 128 bytes but has 64");
    }

    private static ByteBuffer info(int signal, int errno, int code) {
        return ByteBuffer.allocate(128)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, signal)
                .putInt(4, errno)
                .putInt(8, code);
    }
}
