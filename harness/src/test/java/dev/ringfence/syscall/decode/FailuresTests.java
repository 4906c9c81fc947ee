package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|x() = -1 ENOENT (No such file or directory)",
                "41|x() = -1 (errno 41)",
                "133|x() = -1 EHWPOISON (Memory page has hardware error)",
                "512|x() = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
                "513|x() = ? ERESTARTNOINTR (To be restarted)",
                "514|x() = ? ERESTARTNOHAND (To be restarted if no handler)",
                "515|x() = -1 ENOIOCTLCMD (Unknown error 515)",
                "516|x() = ? ERESTART_RESTARTBLOCK (Interrupted by signal)",
                "524|x() = -1 ENOTSUPP (Unknown error 524)",
                "4095|x() = -1 (errno 4095)"
            })
    void failures_read_as_strace_writes_them(int number, String text) {
        assertThat(CallText.of("x", new Decoder.Left(java.util.List.of(), Failures.of(-number))))
                .isEqualTo(text);
    }

    @Test
    void every_number_has_a_result() {
        for (int number = 1; number < 4096; number++) {
            Result result = Failures.of(-number);
            assertThat(result.errno() != null || result.note() != null).isTrue();
            assertThat(result.errno() == null).isEqualTo(result.message() == null);
        }
    }
}
