package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.proc.Endpoint;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.InetSocket.Protocol;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.TcpState;
import dev.ringfence.kernelfs.proc.UnixSocket;
import dev.ringfence.kernelfs.proc.tools.LiveProcesses.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sockets of a process as ss shows them, which asks the kernel over netlink and not over /proc. */
@Tag("linux")
@Tag("tools")
class SsLinuxTests {
    @RegisterExtension
    static final LiveProcesses PROCESSES = new LiveProcesses();

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern INODE = Pattern.compile(" ino:(\\d+)");
    private static final Pattern USER = Pattern.compile(" uid:(\\d+)");
    /** What ss calls otherwise. */
    private static final Map<TcpState, String> STATES = Map.of(
            TcpState.ESTABLISHED, "ESTAB",
            TcpState.CLOSE, "UNCONN",
            TcpState.CLOSE_WAIT, "CLOSE-WAIT");

    private Tool ss;

    @BeforeEach
    void find() {
        ss = Tool.named("ss");
    }

    @ParameterizedTest
    @EnumSource
    void internet_sockets_have_the_addresses_states_and_queues_that_we_read(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(() -> inet(process), () -> {
            List<String> lines = new ArrayList<>();
            for (String line : ss.lines("-H", "-O", "-a", "-n", "-p", "-e", "-t")) lines.add("TCP " + line);
            for (String line : ss.lines("-H", "-O", "-a", "-n", "-p", "-e", "-u")) lines.add("UDP " + line);
            Map<Long, String> theirs = new TreeMap<>();
            for (String line : lines) if (isHeldBy(line, process)) theirs.put(inode(line), inet(line, process));
            return theirs;
        });
        assertThat(Fields.differences(same.ours(), same.theirs())).isEmpty();
        if (kind == Kind.JVM)
            assertThat(same.ours().values())
                    .anyMatch(text -> text.contains(" CLOSE-WAIT "))
                    .anyMatch(text -> text.startsWith("TCP ESTAB 7 "))
                    .anyMatch(text -> text.startsWith("TCP LISTEN 1 "))
                    .anyMatch(text -> text.startsWith("UDP ESTAB "))
                    .hasSizeGreaterThan(10);
        // The server of Python closes a connection once it has answered.
        boolean keeps = kind == Kind.SERVER && Tool.find("nginx").isPresent();
        if (keeps) assertThat(same.ours().values()).anyMatch(text -> text.startsWith("TCP ESTAB "));
        if (kind == Kind.SERVER) assertThat(same.ours().values()).anyMatch(text -> text.startsWith("TCP LISTEN "));
    }

    private static boolean isHeldBy(String line, LiveProcess process) {
        return line.contains(",pid=" + process.pid() + ",");
    }

    private static long inode(String line) {
        Matcher matcher = INODE.matcher(line);
        assertThat(matcher.find()).as("inode in %s", line).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** Returns protocol, state, both queues, both addresses, user and descriptors. */
    private static String inet(String line, LiveProcess process) {
        List<String> fields = BLANKS.splitAsStream(line).toList();
        // Of a listening socket ss shows how many connections may wait at most as its sent bytes; /proc does not say
        // it.
        String sent = fields.get(1).equals("LISTEN") ? "0" : fields.get(3);
        Matcher user = USER.matcher(line);
        return String.join(
                " ",
                fields.get(0),
                fields.get(1),
                fields.get(2),
                sent,
                fields.get(4),
                fields.get(5),
                user.find() ? user.group(1) : "0",
                descriptors(line, process));
    }

    private static String descriptors(String line, LiveProcess process) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher =
                Pattern.compile(",pid=" + process.pid() + ",fd=(\\d+)\\)").matcher(line);
        while (matcher.find()) numbers.add(Integer.parseInt(matcher.group(1)));
        return numbers.stream().sorted().toList().toString();
    }

    private static Map<Long, String> inet(LiveProcess process) {
        Map<Long, List<Integer>> held = held(process);
        Map<Long, String> all = new TreeMap<>();
        for (Protocol protocol : Protocol.values()) {
            boolean six = protocol == Protocol.TCP6 || protocol == Protocol.UDP6;
            for (InetSocket socket :
                    InetSocket.read(process.directory(), protocol).value().orElse(List.of())) {
                if (!held.containsKey(socket.inode())) continue;
                String text = String.join(
                        " ",
                        protocol.shortName(),
                        STATES.getOrDefault(socket.state(), socket.state().name()),
                        Long.toString(socket.receiveQueueBytes()),
                        Long.toString(socket.sendQueueBytes()),
                        address(socket.local(), six),
                        address(socket.remote(), six),
                        Long.toString(socket.user()),
                        held.get(socket.inode()).toString());
                all.put(socket.inode(), text);
            }
        }
        return all;
    }

    /** ss shows an address of IPv4 in a socket of IPv6 as it is mapped, and a star for any address and any port. */
    private static String address(Endpoint endpoint, boolean six) {
        boolean mapped = six && endpoint.host().indexOf(':') < 0;
        String host = mapped ? "[::ffff:" + endpoint.host() + "]" : six ? "[" + endpoint.host() + "]" : endpoint.host();
        boolean any = host.equals("[::]");
        return (any ? "*" : host) + ":" + (endpoint.port() == 0 ? "*" : Integer.toString(endpoint.port()));
    }

    private static Map<Long, List<Integer>> held(LiveProcess process) {
        Map<Long, List<Integer>> held = new TreeMap<>();
        value(FdLinks.read(process.directory(), LinkReader.ofFiles())).forEach((fd, link) -> {
            if (link.startsWith("socket:["))
                held.computeIfAbsent(Long.parseLong(link.substring(8, link.length() - 1)), n -> new ArrayList<>())
                        .add(fd);
        });
        return held;
    }

    // --- Unix ---

    @ParameterizedTest
    @EnumSource
    void unix_sockets_have_the_paths_and_states_that_we_read(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(() -> unix(process), () -> {
            Map<Long, String> theirs = new TreeMap<>();
            for (String line : ss.lines("-H", "-O", "-a", "-n", "-p", "-e", "-x")) {
                if (!isHeldBy(line, process)) continue;
                // Type, state, both queues, path, inode, path and inode of the other end, who holds it.
                List<String> fields = BLANKS.splitAsStream(line).toList();
                theirs.put(
                        Long.parseLong(fields.get(5)),
                        fields.get(0) + " " + fields.get(1) + " " + fields.get(4) + " " + descriptors(line, process));
            }
            return theirs;
        });
        assertThat(Fields.differences(same.ours(), same.theirs())).isEmpty();
        if (kind == Kind.JVM)
            assertThat(same.ours().values())
                    .anyMatch(text -> text.matches("u_str LISTEN /\\S*/unix \\[\\d+]"))
                    .anyMatch(text -> text.startsWith("u_str ESTAB "));
    }

    private static Map<Long, String> unix(LiveProcess process) {
        Map<Long, List<Integer>> held = held(process);
        Map<Long, String> all = new TreeMap<>();
        for (UnixSocket socket : value(UnixSocket.read(process.directory()))) {
            if (!held.containsKey(socket.inode())) continue;
            String type = Map.of("STREAM", "u_str", "DGRAM", "u_dgr", "SEQPACKET", "u_seq")
                    .getOrDefault(socket.type(), socket.type());
            String state =
                    Map.of("CONNECTED", "ESTAB", "UNCONNECTED", "UNCONN").getOrDefault(socket.state(), socket.state());
            all.put(
                    socket.inode(),
                    type + " " + state + " " + socket.path().orElse("*") + " " + held.get(socket.inode()));
        }
        return all;
    }
}
