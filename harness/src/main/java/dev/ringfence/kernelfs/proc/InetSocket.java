package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A row of {@code /proc/PID/net/tcp}, {@code tcp6}, {@code udp} or {@code udp6}.
 *
 * @param local address it is bound to
 * @param remote address it is connected to; port 0 where it is not
 * @param state of the connection; of a UDP socket {@link TcpState#ESTABLISHED} when connected, else {@link TcpState#CLOSE}
 * @param sendQueueBytes what was sent and not acknowledged; of a UDP socket what is on its way out
 * @param receiveQueueBytes what has come and was not read; of a listening socket how many connections wait to be accepted
 * @param retransmissions how often what is not acknowledged was sent again
 * @param user who made it; 0 where no process holds it
 * @param inode names the socket, as in {@code socket:[4711]}; 0 where no process holds it
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record InetSocket(
        Endpoint local,
        Endpoint remote,
        TcpState state,
        long sendQueueBytes,
        long receiveQueueBytes,
        long retransmissions,
        long user,
        long inode) {

    /** Tables of internet sockets. */
    public enum Protocol {
        TCP("tcp"),
        TCP6("tcp6"),
        UDP("udp"),
        UDP6("udp6");

        private final String file;

        Protocol(String file) {
            this.file = file;
        }

        /** Returns the name of its table, such as {@code tcp6}. */
        public String file() {
            return file;
        }

        /** Returns {@code TCP} or {@code UDP}. */
        public String shortName() {
            return this == TCP || this == TCP6 ? "TCP" : "UDP";
        }
    }

    /**
     * Reads the sockets of the network namespace of a process.
     *
     * @throws dev.ringfence.kernelfs.KernelTextException where the table is not as its format says
     */
    public static Reading<List<InetSocket>> read(Path proc, int pid, Protocol protocol) {
        Path file = proc.resolve(pid + "/net/" + protocol.file);
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    /**
     * Reads the sockets of the network namespace of a process or a thread; a table that is not as its format says has failed,
     * one of a protocol that the kernel does not have is absent.
     */
    public static Reading<List<InetSocket>> read(TaskDirectory task, Protocol protocol) {
        return KernelFiles.parse(task.file("net/" + protocol.file), InetSocket::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<InetSocket> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.anyLines(file, text);
        List<InetSocket> sockets = new ArrayList<>();
        for (KernelText.Line line : lines.subList(Math.min(1, lines.size()), lines.size())) sockets.add(parse(line));
        return sockets;
    }

    /**
     * Fields: number and colon, local and remote address, state, both queues (bytes in hexadecimal and a colon between), timer
     * and when it expires, retransmissions (hexadecimal), user, unanswered probes, inode, and more.
     */
    private static InetSocket parse(KernelText.Line line) {
        KernelFields fields = line.each();
        fields.next("sl");
        Endpoint local = Endpoint.parse(line, fields.next("local_address"), "local_address");
        Endpoint remote = Endpoint.parse(line, fields.next("rem_address"), "rem_address");
        String number = fields.next("st");
        TcpState state = TcpState.of(line.hex(number, "st"))
                .orElseThrow(() -> line.error("st", "no state has the number " + number));
        String queues = fields.next("tx_queue");
        int colon = queues.indexOf(':');
        if (colon < 0) throw line.error("tx_queue", "expected two numbers but it is \"" + queues + "\"");
        fields.skip(1, "tm->when");
        long retransmissions = fields.hex("retrnsmt");
        long user = fields.decimal("uid");
        fields.skip(1, "timeout");
        return new InetSocket(
                local,
                remote,
                state,
                line.hex(queues.substring(0, colon), "tx_queue"),
                line.hex(queues.substring(colon + 1), "rx_queue"),
                retransmissions,
                user,
                fields.decimal("inode"));
    }
}
