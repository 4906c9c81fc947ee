package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallDecoderTests {

    private static ByteBuffer sockaddr(int size, int family) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) family);
    }

    @Test
    void shows_an_internet_address_with_its_port_in_network_order() {
        ByteBuffer address = sockaddr(16, 2);
        address.put(2, new byte[] {0x1f, (byte) 0x90, 127, 0, 0, 1});
        assertThat(CallDecoder.describe(address)).isEqualTo("127.0.0.1:8080");
    }

    @Test
    void shows_an_internet_6_address_in_brackets() {
        ByteBuffer address = sockaddr(28, 10);
        address.put(2, new byte[] {0x01, (byte) 0xbb}).put(23, (byte) 1);
        assertThat(CallDecoder.describe(address)).isEqualTo("[::1]:443");
    }

    @Test
    void shows_an_address_that_is_mapped_into_internet_6_as_what_it_is() {
        ByteBuffer address = sockaddr(28, 10);
        address.put(2, new byte[] {0x01, (byte) 0xbb}).put(18, new byte[] {-1, -1, 10, 0, 0, (byte) 200});
        assertThat(CallDecoder.describe(address)).isEqualTo("10.0.0.200:443");
    }

    @Test
    void shows_the_path_of_a_unix_socket_up_to_its_nul() {
        ByteBuffer address = sockaddr(20, 1);
        address.put(2, "/run/x\0garbage".getBytes(StandardCharsets.UTF_8));
        assertThat(CallDecoder.describe(address)).isEqualTo("unix:/run/x");
    }

    @Test
    void shows_an_abstract_unix_socket_with_an_at_sign() {
        ByteBuffer address = sockaddr(8, 1);
        address.put(2, "\0name".getBytes(StandardCharsets.UTF_8));
        assertThat(CallDecoder.describe(address)).isEqualTo("unix:@name");
    }

    @Test
    void names_the_number_of_a_family_it_does_not_know() {
        assertThat(CallDecoder.describe(sockaddr(12, 16))).isEqualTo("address family 16");
        assertThat(CallDecoder.describe(sockaddr(4, 2)))
                .as("too short for a port")
                .isEqualTo("address family 2");
    }
}
