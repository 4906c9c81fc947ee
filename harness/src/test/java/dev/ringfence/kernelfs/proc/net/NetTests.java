package dev.ringfence.kernelfs.proc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.ProcTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetTests {
    private static final List<String> KERNELS = Fixture.KERNELS;

    // --- netlink ---

    private static final String NETLINK =
            "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n";

    @Test
    void fields_of_a_netlink_socket_are_in_their_order() {
        assertThat(
                        NetlinkSocket.parse(
                                "netlink",
                                NETLINK
                                        + "00000000f1dad2f2 16  4711       0000001f 12       13       0     2        14       15  \n"))
                .containsExactly(new NetlinkSocket(16, 4711, 0x1f, 12, 13, 14, 15));
    }

    @Test
    void a_port_has_32_bits() {
        String row = "(____ptrval____) 0   %s 00000000 0 0 0 2 0 4\n";
        assertThat(NetlinkSocket.parse("netlink", NETLINK + row.formatted("4294963193"))
                        .get(0)
                        .port())
                .isEqualTo(4_294_963_193L);
        assertThatThrownBy(() -> NetlinkSocket.parse("netlink", NETLINK + row.formatted("4294967296")))
                .hasMessageStartingWith("netlink, line 2, Pid: 4294967296 is too large");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_netlink_sockets_are_understood(String kernel) {
        List<NetlinkSocket> sockets = NetlinkSocket.parse("netlink", Fixture.text(kernel, "net/netlink"));
        assertThat(sockets)
                .filteredOn(socket -> socket.port() == 4711)
                .singleElement()
                .satisfies(socket -> {
                    assertThat(socket.groups()).isEqualTo(0x11);
                    assertThat(socket.protocol()).isZero();
                });
    }

    @Test
    void a_row_that_is_not_understood_is_refused() {
        assertThatThrownBy(() -> NetlinkSocket.parse("netlink", NETLINK + "0 0 0 0 0 0 0 0 0\n"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("netlink, line 2, Inode: the line has only 9 fields");
        assertThatThrownBy(() -> NetlinkSocket.parse("netlink", "x\n")).hasMessageContaining("header: ");
    }

    // --- dev ---

    private static final String DEV = "Inter-|   Receive  |  Transmit\n face |bytes    packets errs\n";

    @Test
    void fields_of_an_interface_are_in_their_order() {
        assertThat(NetworkInterface.parse(
                        "dev", DEV + "  lo:11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 18446744073709551615\n"))
                .containsExactly(new NetworkInterface(
                        "lo",
                        new NetworkInterface.Received(11, 12, 13, 14, 15, 16, 17, 18),
                        new NetworkInterface.Sent(19, 20, 21, 22, 23, 24, 25, -1)));
        assertThatThrownBy(() -> NetworkInterface.parse("dev", DEV + "lo: 1\n"))
                .hasMessageStartingWith("dev, line 3, received packets: the line has only 1 fields");
        assertThatThrownBy(() -> NetworkInterface.parse("dev", DEV + "lo 1\n"))
                .hasMessageStartingWith("dev, line 3, face: expected a name");
        assertThatThrownBy(() -> NetworkInterface.parse("dev", "x\n")).hasMessageContaining("header: ");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void what_goes_out_of_the_loop_comes_in(String kernel) {
        NetworkInterface loop =
                NetworkInterface.parse("dev", Fixture.text(kernel, "net/dev")).get(0);
        assertThat(loop.name()).isEqualTo("lo");
        assertThat(loop.received().bytes()).isEqualTo(loop.sent().bytes()).isPositive();
    }

    // --- snmp, netstat, snmp6 ---

    @Test
    void names_and_numbers_are_in_pairs_of_lines() {
        ProtocolCounters counters = ProtocolCounters.parse(
                "snmp", "Ip: Forwarding InReceives\nIp: 2 18446744073709551615\nTcp: MaxConn InSegs\nTcp: -1 7\n");
        assertThat(counters.values().toString())
                .isEqualTo("{IpForwarding=2, IpInReceives=-1, TcpMaxConn=-1, TcpInSegs=7}");
        assertThat(counters.of("TcpInSegs")).isEqualTo(new Reading.Value<>(7L));
        assertThat(counters.of("TcpOutSegs")).isEqualTo(new Reading.Absent<>("this kernel does not count TcpOutSegs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ip: A\n",
                "Ip: A\nTcp: 1\n",
                "Ip: A B\nIp: 1\n",
                "Ip: A\nIp: 1 2\n",
                "Ip: A A\nIp: 1 2\n",
                "Ip A\nIp 1\n",
                "Ip: A\nIp: x\n",
                ""
            })
    void counters_that_do_not_fit_are_refused(String text) {
        assertThatThrownBy(() -> ProtocolCounters.parse("snmp", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("snmp, line ");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_counters_are_understood(String kernel) {
        ProtocolCounters snmp = ProtocolCounters.parse("snmp", Fixture.text(kernel, "net/snmp"));
        assertThat(snmp.of("TcpActiveOpens")).isEqualTo(new Reading.Value<>(2L));
        assertThat(snmp.of("TcpMaxConn")).isEqualTo(new Reading.Value<>(-1L));
        assertThat(snmp.values()).containsKeys("IpInReceives", "UdpInDatagrams", "UdpNoPorts", "IcmpInMsgs");
        assertThat(ProtocolCounters.parse("netstat", Fixture.text(kernel, "net/netstat"))
                        .values())
                .containsKeys("TcpExtSyncookiesSent", "IpExtInOctets");
        assertThat(ProtocolCounters.parseSingle("snmp6", Fixture.text(kernel, "net/snmp6"))
                        .values())
                .containsKeys("Ip6InReceives", "Udp6InDatagrams");
        assertThatThrownBy(() -> ProtocolCounters.parseSingle("snmp6", "Ip6InReceives\n"))
                .hasMessageStartingWith("snmp6, line 1, Ip6InReceives: the line has only 1 fields");
    }

    @Test
    void without_ipv6_its_files_are_absent(@TempDir Path proc) {
        assertThat(ProtocolCounters.readSnmp6(new ProcTree(proc).process(7)))
                .isEqualTo(new Reading.Absent<>(proc + "/7/net/snmp6 is not there"));
    }
}
