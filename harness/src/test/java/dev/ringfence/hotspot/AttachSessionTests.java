package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachSessionTests {

    @Test
    void asks_a_virtual_machine_that_streams_not_to() {
        assertThat(AttachSession.request("0\n2 streaming")).containsExactly("2", "23", "threaddump streaming=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1\nOperation getversion not recognized!", "101\n", "0\n2 ", "0\n1", ""})
    void asks_others_in_the_first_version_of_the_protocol(String version) {
        assertThat(AttachSession.request(version)).containsExactly("1", "threaddump", "", "", "");
    }
}
