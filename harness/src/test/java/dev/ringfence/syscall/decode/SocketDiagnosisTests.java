package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketDiagnosisTests {

    @Test
    void an_internet_socket_has_its_own_address_and_that_of_the_other_end() {
        assertThat(SocketDiagnosis.inet(inet(2, 80, 4711, 99), 99)).isEqualTo("127.0.0.1:80->127.0.0.2:4711");
        assertThat(SocketDiagnosis.inet(inet(2, 80, 0, 99), 99)).isEqualTo("127.0.0.1:80");
        assertThat(SocketDiagnosis.inet(inet(10, 80, 0, 99), 99)).isEqualTo("[7f00:1::]:80");
        assertThat(SocketDiagnosis.inet(inet(2, 80, 4711, 99), 98)).isNull();
        assertThat(SocketDiagnosis.inet(ByteBuffer.allocate(71), 0)).isNull();
    }

    @Test
    void a_unix_socket_has_a_peer_and_a_name_where_the_kernel_tells_them() {
        assertThat(SocketDiagnosis.unix(unix(2, number(18)), 17)).isEqualTo("17->18");
        assertThat(SocketDiagnosis.unix(unix(0, bytes("/run/x\0")), 17)).isEqualTo("17,\"/run/x\"");
        assertThat(SocketDiagnosis.unix(unix(0, bytes("\0name\0\0")), 17)).isEqualTo("17,@\"name\"");
        assertThat(SocketDiagnosis.unix(unix(2, number(0)), 17)).isNull();
        assertThat(SocketDiagnosis.unix(unix(2, number(18)), 16)).isNull();
        assertThat(SocketDiagnosis.unix(unix(0, new byte[0]), 17)).isNull();
    }

    @Test
    void a_netlink_socket_has_a_protocol_and_a_port() {
        KernelText.Line row = KernelText.line(
                "/proc/net/netlink",
                "00000000e7ed5814 0   17663          00000000 0        0        0     2        0        4");
        assertThat(SocketDiagnosis.netlink(row, 4)).isEqualTo("ROUTE:17663");
        assertThat(SocketDiagnosis.netlink(row, 5)).isNull();
    }

    @Test
    void a_detail_is_added_to_the_path_or_stands_instead_of_it() {
        assertThat(shown(3, "/dev/null", "<char 1:3>")).isEqualTo("3</dev/null<char 1:3>>");
        assertThat(shown(4, "socket:[17]", "TCP:[127.0.0.1:80->127.0.0.1:4711]"))
                .isEqualTo("4<TCP:[127.0.0.1:80->127.0.0.1:4711]>");
        assertThat(shown(5, "/tmp/a<b> (deleted)", null)).isEqualTo("5</tmp/a\\74b\\76>(deleted)");
        assertThat(shown(-1, "/x", null)).isEqualTo("-1");
    }

    private static String shown(int fd, String link, @Nullable String detail) {
        TraceeView view = new TraceeView() {
            @Override
            public int read(long address, byte[] target, int length) {
                return 0;
            }

            @Override
            public String descriptor(int asked) {
                return link;
            }

            @Override
            public @Nullable String descriptorDetail(int asked, String target) {
                return detail;
            }

            @Override
            public String currentDirectory() {
                return "/";
            }
        };
        DecodeOptions options = new DecodeOptions(32, true, DecodeOptions.Descriptors.DETAILS);
        Decoder.Entered entered = new Decoder(options).entered("close", new long[] {fd, 0, 0, 0, 0, 0}, view);
        return ValueText.of(entered.arguments().get(0));
    }

    private static ByteBuffer inet(int family, int localPort, int remotePort, int inode) {
        ByteBuffer answer = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
        answer.put(0, (byte) family).put(5, (byte) localPort);
        answer.put(6, (byte) (remotePort >> 8)).put(7, (byte) remotePort);
        answer.put(8, (byte) 127).put(11, (byte) 1).put(24, (byte) 127).put(27, (byte) 2);
        return answer.putInt(68, inode);
    }

    private static ByteBuffer unix(int attribute, byte[] value) {
        ByteBuffer answer =
                ByteBuffer.allocate((16 + 4 + value.length + 3) & ~3).order(ByteOrder.LITTLE_ENDIAN);
        answer.put(0, (byte) 1).putInt(4, 17);
        answer.putShort(16, (short) (4 + value.length)).putShort(18, (short) attribute);
        return answer.put(20, value);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
