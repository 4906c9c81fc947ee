package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final int COLUMNS = 7;

    /** Returns the path it is bound to. */
    public Optional<String> path() {
        return Optional.ofNullable(boundTo);
    }

    /** Reads the sockets of the network namespace of a process. */
    public static Reading<List<UnixSocket>> read(Path proc, int pid) {
        Path file = proc.resolve(pid + "/net/unix");
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    static List<UnixSocket> parse(String file, String text) {
        List<UnixSocket> sockets = new ArrayList<>();
        boolean header = true;
        for (KernelText.Line line : KernelText.lines(file, text)) {
            if (!header) sockets.add(parse(line));
            header = false;
        }
        return sockets;
    }

    private static UnixSocket parse(KernelText.Line line) {
        List<String> fields = line.fields();
        if (fields.size() < COLUMNS) throw line.error("Inode", "the line has only " + fields.size() + " fields");
        boolean listening = (line.hex(fields.get(3), "Flags") & LISTENING) != 0;
        return new UnixSocket(
                line.decimal(fields.get(6), "Inode"),
                type(line.hex(fields.get(4), "Type")),
                listening ? "LISTEN" : state(line, fields.get(5)),
                path(line.text(), fields.get(6)));
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

    /** A path may hold blanks, so it is all that follows the inode and one blank. */
    private static @Nullable String path(String text, String inode) {
        int at = 0;
        for (int column = 1; column < COLUMNS; column++) {
            while (text.charAt(at) == ' ') at++;
            at = text.indexOf(' ', at);
        }
        int end = text.indexOf(inode, at) + inode.length();
        return end + 1 < text.length() ? text.substring(end + 1) : null;
    }
}
