package dev.ringfence.syscall.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorTextTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    3                              | 3    |
                    3</etc/passwd>                 | 3    | /etc/passwd
                    3</tmp/a>(deleted)             | 3    | /tmp/a
                    3</tmp/a->                     | 3    | /tmp/a-
                    3</tmp/\\74x\\76 y>              | 3    | /tmp/<x> y
                    3<\\x2f\\x61>                    | 3    | /a
                    0</dev/null<char 1:3>>         | 0    | /dev/null
                    5<TCP:[127.0.0.1:1->127.0.0.1:2]> | 5 | TCP:[127.0.0.1:1->127.0.0.1:2]
                    AT_FDCWD                       | -100 |
                    AT_FDCWD</tmp>                 | -100 | /tmp
                    """)
    void a_descriptor_has_a_number_and_perhaps_a_target(String text, int fd, String target) {
        assertThat(DescriptorText.of(text)).contains(new DescriptorText(fd, target));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    -1
                    NULL
                    "text"
                    99999999999
                    4294967295
                    """)
    void other_texts_are_none(String text) {
        assertThat(DescriptorText.of(text)).isEmpty();
    }

    @Test
    void what_was_written_is_read() {
        String path = "/tmp/a \"b\"\\ <c>\n\u00e9\u00001";
        Value.Descriptor descriptor = new Value.Descriptor(7, false, ValueText.escapedPath(path));
        assertThat(DescriptorText.of(ValueText.of(descriptor))).contains(new DescriptorText(7, path));
        assertThat(ValueText.string(ValueText.of(new Value.Text(path, false)))).contains(path);
        assertThat(ValueText.string(ValueText.of(new Value.Text(path, false, true))))
                .contains(path);
        assertThat(ValueText.string(ValueText.of(new Value.Text(path, true)))).isEmpty();
        assertThat(ValueText.string("NULL")).isEmpty();
    }

    @Test
    void arrays_and_sets_have_several() {
        assertThat(DescriptorText.ofPoll("[{fd=3, events=POLLIN}, {fd=-1}, {fd=10</a>, events=POLLOUT}]"))
                .containsExactly(new DescriptorText(3, null), new DescriptorText(10, "/a"));
        assertThat(DescriptorText.ofSet("[3 5</tmp/a b> 7]"))
                .containsExactly(
                        new DescriptorText(3, null), new DescriptorText(5, "/tmp/a b"), new DescriptorText(7, null));
        assertThat(DescriptorText.ofSet("[]")).isEmpty();
        assertThat(DescriptorText.ofSet("NULL")).isEmpty();
        assertThat(DescriptorText.ofSet("0x7ffc1234")).isEmpty();
    }
}
