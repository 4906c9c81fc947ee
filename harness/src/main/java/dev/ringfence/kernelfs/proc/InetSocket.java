package dev.ringfence.kernelfs.proc;

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
 * @param inode names the socket, as in {@code socket:[4711]}; 0 where no process holds it
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record InetSocket(Endpoint local, Endpoint remote, TcpState state, long inode) {

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

        /** Returns {@code TCP} or {@code UDP}. */
        public String shortName() {
            return this == TCP || this == TCP6 ? "TCP" : "UDP";
        }
    }

    /** Reads the sockets of the network namespace of a process. */
    public static Reading<List<InetSocket>> read(Path proc, int pid, Protocol protocol) {
        Path file = proc.resolve(pid + "/net/" + protocol.file);
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    static List<InetSocket> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.lines(file, text);
        List<InetSocket> sockets = new ArrayList<>();
        for (KernelText.Line line : lines.subList(Math.min(1, lines.size()), lines.size())) sockets.add(parse(line));
        return sockets;
    }

    private static InetSocket parse(KernelText.Line line) {
        List<String> fields = line.fields();
        if (fields.size() < 10) throw line.error("inode", "the line has only " + fields.size() + " fields");
        return new InetSocket(
                Endpoint.parse(line, fields.get(1), "local_address"),
                Endpoint.parse(line, fields.get(2), "rem_address"),
                TcpState.of(line.hex(fields.get(3), "st"))
                        .orElseThrow(() -> line.error("st", "no state has the number " + fields.get(3))),
                line.decimal(fields.get(9), "inode"));
    }
}
