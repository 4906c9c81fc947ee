package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTablesTests {

    private static final List<String> KERNELS = Fixture.KERNELS;

    private static List<String> rows(String fixture) {
        return InetSocket.parse(fixture, Fixture.text(fixture)).stream()
                .map(s -> s.local() + " " + s.remote() + " " + s.state() + " " + s.inode())
                .toList();
    }

    @Test
    void tables_of_internet_sockets_are_decoded() {
        assertThat(rows("net/tcp"))
                .containsExactly(
                        "127.0.0.1:8080 0.0.0.0:0 LISTEN 304592",
                        "127.0.0.1:8080 127.0.0.1:49498 ESTABLISHED 0",
                        "127.0.0.2:51324 127.0.0.1:8080 FIN_WAIT1 304593",
                        "127.0.0.1:8080 127.0.0.2:51324 CLOSE_WAIT 304594");
        assertThat(rows("net/tcp6"))
                .containsExactly(
                        "[::1]:4433 [::]:0 LISTEN 304595", "127.0.0.1:49498 127.0.0.1:8080 ESTABLISHED 304596");
        assertThat(rows("net/udp")).containsExactly("127.0.0.3:53 127.0.0.1:5353 ESTABLISHED 304597");
        assertThat(rows("net/udp6")).containsExactly("[::]:546 [::]:0 CLOSE 304598");
    }

    @ParameterizedTest
    @CsvSource({
        "B80D0120000000000000000001000000:0050, [2001:db8::1]:80",
        "000080FE00000000FF005450B6AD1DFE:1F90, [fe80::5054:ff:fe1d:adb6]:8080",
        "B80D0120000001000000000001000000:FFFF, [2001:db8:1::1]:65535",
        "B80D0120010000000000010002000000:0001, [2001:db8:0:1:1::2]:1",
        "0000000100000000000000000000FF00:0001, [100::ff:0]:1",
        "00000100020000000000000003000000:0001, [1:0:0:2::3]:1",
        "00000100000002000000030000000400:0001, [1:0:2:0:3:0:4:0]:1",
        "02000100040003000600050000000000:0001, [1:2:3:4:5:6::]:1",
        "00000000000000000000000000000000:0000, [::]:0",
        "0100007F:1F90, 127.0.0.1:8080",
        "04030201:0035, 1.2.3.4:53"
    })
    void addresses_are_words_of_the_machine(String text, String shown) {
        KernelText.Line line = KernelText.line("f", text);

        assertThat(Endpoint.parse(line, text, "a")).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100007F", "0100007:1F90", "0100007F:10000", "0100007F:", "010000ZF:0001"})
    void what_is_no_address_is_refused(String text) {
        KernelText.Line line = KernelText.line("f", text);
        assertThatThrownBy(() -> Endpoint.parse(line, text, "local_address"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("f, line 1, local_address: ");
    }

    @Test
    void the_table_of_unix_sockets_is_decoded() {
        assertThat(UnixSocket.parse("net/unix", Fixture.text("net/unix")))
                .contains(
                        new UnixSocket(304599, "STREAM", "LISTEN", "/tmp/ring fence  capture.sock"),
                        new UnixSocket(304600, "SEQPACKET", "UNCONNECTED", "@ringfence"),
                        new UnixSocket(304602, "DGRAM", "CONNECTED", null),
                        new UnixSocket(0, "STREAM", "CONNECTING", "/tmp/ring fence  capture.sock"))
                .hasSize(6);
    }

    @Test
    void queues_users_and_retransmissions_are_told_apart() {
        String row =
                "0: 0100007F:1F90 00000000:0000 0A 00000012:0000001F 01:00000014 0000001B  1001        7 86016 1\n";
        assertThat(InetSocket.parse("net/tcp", "header\n" + row))
                .containsExactly(new InetSocket(
                        new Endpoint("127.0.0.1", 8080),
                        new Endpoint("0.0.0.0", 0),
                        TcpState.LISTEN,
                        0x12,
                        0x1f,
                        0x1b,
                        1001,
                        86016));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void tables_of_all_kernels_are_alike(String kernel) {
        List<InetSocket> tcp = InetSocket.parse("tcp", Fixture.text(kernel, "net/tcp"));
        assertThat(tcp).extracting(InetSocket::state).contains(TcpState.LISTEN, TcpState.ESTABLISHED);
        assertThat(tcp)
                .filteredOn(socket -> socket.state() == TcpState.CLOSE_WAIT)
                .extracting(InetSocket::receiveQueueBytes)
                .containsExactly(8L);
        assertThat(InetSocket.parse("tcp6", Fixture.text(kernel, "net/tcp6"))).hasSize(2);
        assertThat(InetSocket.parse("udp", Fixture.text(kernel, "net/udp"))).hasSize(1);
        assertThat(InetSocket.parse("udp6", Fixture.text(kernel, "net/udp6"))).hasSize(1);
        assertThat(UnixSocket.parse("unix", Fixture.text(kernel, "net/unix")))
                .hasSize(6)
                .extracting(UnixSocket::path)
                .contains(Optional.of("@ringfence"), Optional.of("/tmp/ring fence  capture.sock"), Optional.empty());
    }

    @Test
    void the_path_of_a_socket_may_hold_anything() {
        String row = "000000006f9ffb17: 00000002 00000000 00010000 0001 01 ";
        String table = "header\n" + row + "11 /tmp/a\nb: c\n\n" + row + "12\n"
                + "(____ptrval____): 00000003 00000000 00000000 0002 03   13  x\n";
        assertThat(UnixSocket.parse("net/unix", table))
                .containsExactly(
                        new UnixSocket(11, "STREAM", "LISTEN", "/tmp/a\nb: c\n"),
                        new UnixSocket(12, "STREAM", "LISTEN", null),
                        new UnixSocket(13, "DGRAM", "CONNECTED", " x"));
    }

    @Test
    void a_row_that_is_cut_off_is_refused() {
        String header = "header\n";
        assertThatThrownBy(() -> UnixSocket.parse("net/unix", header + "00: 00000003 0 0\n"))
                .hasMessageStartingWith("net/unix, line 2, Type: the line has only 4 fields");
        assertThatThrownBy(() -> InetSocket.parse("net/tcp", header + "0: 0100007F:1F90 00000000:0000\n"))
                .hasMessageStartingWith("net/tcp, line 2, st: the line has only 3 fields");
        String row = "0: 0100007F:1F90 00000000:0000 0D 0:0 0:0 0 0 0 86016\n";
        assertThatThrownBy(() -> InetSocket.parse("net/tcp", header + row))
                .hasMessageStartingWith("net/tcp, line 2, st: no state has the number 0D");
        assertThatThrownBy(() -> InetSocket.parse("net/tcp", header + "0: 0100007F:1F90 00000000:0000 0A 1"))
                .hasMessageStartingWith("net/tcp, line 2, end: the text is cut off");
        assertThat(InetSocket.parse("net/tcp", "")).isEmpty();
    }

    @Test
    void a_table_that_is_not_there_is_absent_and_one_that_is_not_understood_has_failed(@TempDir Path proc) {
        TaskDirectory task = new ProcTree(proc)
                .with("7/net/tcp", "header\nx\n")
                .with("7/net/unix", "header\nx\n")
                .process(7);
        assertThat(InetSocket.read(task, InetSocket.Protocol.TCP6))
                .isEqualTo(new Reading.Absent<>(proc + "/7/net/tcp6 is not there"));
        assertThat(InetSocket.read(task, InetSocket.Protocol.TCP).fault())
                .startsWith(proc + "/7/net/tcp, line 2, local_address: ");
        assertThat(UnixSocket.read(task).fault()).startsWith(proc + "/7/net/unix, line 2, Flags: ");
    }

    @Test
    void the_name_of_a_thread_may_look_like_what_follows_it() {
        TaskStat stat = TaskStat.parse("stat", Fixture.text("thread-0/stat"));
        assertThat(stat).isEqualTo(new TaskStat(17, "a) R (b\nc", 'R'));
        assertThatThrownBy(() -> TaskStat.parse("stat", "12 sleep S")).hasMessageStartingWith("stat, line 1, comm: ");
        assertThatThrownBy(() -> TaskStat.parse("stat", "12 (sleep) ")).hasMessageStartingWith("stat, line 1, state: ");
    }
}
