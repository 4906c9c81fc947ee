package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code /proc/PID/net/unix}.
 *
 * @param inode names the socket, as in {@code socket:[4711]}
 * @param type {@code STREAM}, {@code DGRAM}, {@code SEQPACKET}, or its number
 * @param state {@code LISTEN}, {@code CONNECTED}, {@code UNCONNECTED}, {@code CONNECTING} or {@code DISCONNECTING}
 * @param boundTo the path it is bound to; an abstract name begins with {@code @}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record UnixSocket(
        long inode, String type, String state, @Nullable String boundTo) {
    /** include/linux/net.h: {@code __SO_ACCEPTCON}, "performed a listen". */
    private static final long LISTENING = 1 << 16;

    private static final Pattern ROW = Pattern.compile("(?:[0-9a-f]{8,16}|\\(_+ptrval_+\\)): [0-9A-F]{8} [0-9A-F]{8} ");

    /** Returns the path it is bound to. */
    public Optional<String> path() {
        return Optional.ofNullable(boundTo);
    }

    /**
     * Reads the sockets of the network namespace of a process.
     *
     * @throws dev.ringfence.kernelfs.KernelTextException where the table is not as its format says
     */
    public static Reading<List<UnixSocket>> read(Path proc, int pid) {
        Path file = proc.resolve(pid + "/net/unix");
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    /** Reads the sockets of the network namespace of a process or a thread; a table that is not understood has failed. */
    public static Reading<List<UnixSocket>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("net/unix"), UnixSocket::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<UnixSocket> parse(String file, String text) {
        List<UnixSocket> sockets = new ArrayList<>();
        List<KernelText.Line> lines = KernelText.anyLines(file, text);
        int at = 1;
        while (at < lines.size()) {
            StringBuilder row = new StringBuilder(lines.get(at).text());
            int end = at + 1;
            while (end < lines.size() && !isRow(lines.get(end)))
                row.append('\n').append(lines.get(end++).text());
            sockets.add(parse(new KernelText.Line(file, lines.get(at).number(), row.toString())));
            at = end;
        }
        return sockets;
    }

    /** A path may hold line feeds; what begins a row is an address, or what a kernel writes for one that it hides, and a colon. */
    private static boolean isRow(KernelText.Line line) {
        return ROW.matcher(line.text()).lookingAt();
    }

    /** Fields: address and colon, references, protocol, flags, type, state, inode, path, which may hold blanks. */
    private static UnixSocket parse(KernelText.Line line) {
        KernelFields fields = line.each();
        fields.skip(3, "Flags");
        boolean listening = (fields.hex("Flags") & LISTENING) != 0;
        long type = fields.hex("Type");
        String state = fields.next("St");
        long inode = fields.decimal("Inode");
        String path = fields.rest();
        return new UnixSocket(
                inode, type(type), listening ? "LISTEN" : state(line, state), path.isEmpty() ? null : path);
    }

    private static String type(long number) {
        return switch ((int) number) {
            case 1 -> "STREAM";
            case 2 -> "DGRAM";
            case 5 -> "SEQPACKET";
            default -> "type " + number;
        };
    }

    private static String state(KernelText.Line line, String text) {
        return switch ((int) line.hex(text, "St")) {
            case 1 -> "UNCONNECTED";
            case 2 -> "CONNECTING";
            case 3 -> "CONNECTED";
            case 4 -> "DISCONNECTING";
            default -> throw line.error("St", "no state has the number " + text);
        };
    }
}
