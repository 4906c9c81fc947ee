package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeTextTests {
    @Test
    void arguments_that_the_jvm_could_not_read_are_read_again() {
        List<String> commandLine = List.of("java", "Main", "-o", bytes("\u00e9"), "x\u00ff");
        String[] decoded = {"-o", "\ufffd\ufffd", "x\ufffd"};
        assertThat(NativeText.arguments(decoded, commandLine)).containsExactly("-o", "\u00e9", "x\ufffd");
    }

    @Test
    void arguments_that_the_jvm_could_read_are_those() {
        String[] decoded = {"-o", "log"};
        assertThat(NativeText.arguments(decoded, List.of("java", "Main", "other", "words")))
                .containsExactly("-o", "log");
        assertThat(NativeText.arguments(new String[] {"a", "\ufffd"}, List.of("java")))
                .containsExactly("a", "\ufffd");
    }

    @Test
    void bytes_that_are_no_text_are_not_readable() {
        assertThat(NativeText.isReadable("\u00e9")).isTrue();
        assertThat(NativeText.isReadable("a\ufffd")).isFalse();
    }

    @Test
    void strings_are_bytes() {
        assertThat(NativeText.strings(new byte[] {'a', 0, 0, (byte) 0xff, 0})).containsExactly("a", "", "\u00ff");
        assertThat(NativeText.strings("".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_command_is_handed_to_the_shell_in_ascii() {
        assertThat(LogCommand.ascii("cat >log 100%")).isEqualTo("cat >log 100%");
        assertThat(LogCommand.ascii("a'\u00e9")).isEqualTo("eval \"$(printf '%b' '\\0141\\0047\\0303\\0251')\"");
    }

    /** As the kernel has it, one byte in each character. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
