package dev.ringfence.program;

import dev.ringfence.ffi.SocketInquiry;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdInfo;
import dev.ringfence.syscall.decode.SocketDiagnosis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What strace's {@code -yy} shows of a descriptor: addresses of sockets, numbers of devices, processes of pidfds. */
final class DescriptorDetails {
    private static final Path PROC = Path.of("/proc");
    private static final String SOCKET = "socket:[";
    private static final String PIDFD = "anon_inode:[pidfd]";
    private static final int NETLINK_PROTOCOL = 1;
    private static final int NETLINK_INODE = 9;
    private static final int REMEMBERED = 1024;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int TYPE = 0170000;
    private static final int CHARACTER = 020000;
    private static final int BLOCK = 060000;

    private final SocketInquiry inquiry;
    /** As strace does, a socket is asked about until it has addresses, and then shown with these for good. */
    private final Map<Long, String> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    DescriptorDetails(SocketInquiry inquiry) {
        this.inquiry = inquiry;
    }

    @Nullable
    String of(int tid, int fd, String link) {
        if (link.startsWith(SOCKET) && link.endsWith("]")) return socket(tid, fd, link);
        if (link.equals(PIDFD)) return process(tid, fd);
        return link.startsWith("/") ? device(tid, fd) : null;
    }

    /** Returns the protocol of a netlink socket: -1 for other descriptors, the largest number where the kernel does not tell. */
    int netlinkProtocol(int tid, int fd, @Nullable String link) {
        if (link == null || !link.startsWith(SOCKET) || !link.endsWith("]")) return -1;
        if (!"NETLINK".equals(inquiry.protocol(tid, fd))) return -1;
        String inode = link.substring(SOCKET.length(), link.length() - 1);
        for (KernelText.Line row : netlinkTable(tid)) {
            if (row.field(NETLINK_INODE, "Inode").equals(inode)) return row.decimalInt(NETLINK_PROTOCOL, "Eth");
        }
        return Integer.MAX_VALUE;
    }

    private static @Nullable String process(int tid, int fd) {
        if (FdInfo.read(PROC, tid, fd) instanceof Reading.Value<FdInfo> info) {
            int pid = info.read().pid().orElse(-1);
            if (pid > 0) return "pid:" + pid;
        }
        return null;
    }

    private static @Nullable String device(int tid, int fd) {
        Path path = PROC.resolve(tid + "/fd/" + fd);
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,rdev");
            int type = (int) Objects.requireNonNull(attributes.get("mode"), "mode") & TYPE;
            if (type != CHARACTER && type != BLOCK) return null;
            long device = (long) Objects.requireNonNull(attributes.get("rdev"), "rdev");
            long major = (device >>> 8 & 0xfff) | (device >>> 32 & 0xfffff000L);
            long minor = (device & 0xff) | (device >>> 12 & 0xffffff00L);
            return "<" + (type == CHARACTER ? "char " : "block ") + major + ":" + minor + ">";
        } catch (IOException gone) {
            // Closed meanwhile, or its file cannot be reached: the path alone is shown.
            return null;
        }
    }

    private @Nullable String socket(int tid, int fd, String link) {
        String protocol = inquiry.protocol(tid, fd);
        if (protocol == null) return null;
        String text = link.substring(SOCKET.length(), link.length() - 1);
        long inode = KernelText.line(link, text).decimal(text, "inode");
        String details = known.get(inode);
        if (details == null) {
            details = ask(tid, protocol, inode);
            if (details == null) return isShown(protocol) ? protocol + ":[" + text + "]" : null;
            known.put(inode, details);
        }
        return protocol + ":[" + details + "]";
    }

    /** strace leaves the protocols alone that it has no names for. */
    private static boolean isShown(String protocol) {
        return !protocol.equals("PACKET");
    }

    private @Nullable String ask(int tid, String protocol, long inode) {
        return switch (protocol) {
            case "TCP" -> inet(false, TCP, inode);
            case "TCPv6" -> inet(true, TCP, inode);
            case "UDP" -> inet(false, UDP, inode);
            case "UDPv6" -> inet(true, UDP, inode);
            case "UNIX", "UNIX-STREAM" -> unix(inode);
            case "NETLINK" -> netlink(tid, inode);
            default -> null;
        };
    }

    private @Nullable String inet(boolean six, int protocol, long inode) {
        for (ByteBuffer answer : inquiry.ask(SocketDiagnosis.inetRequest(six, protocol), true)) {
            String addresses = SocketDiagnosis.inet(answer, inode);
            if (addresses != null) return addresses;
        }
        return null;
    }

    private @Nullable String unix(long inode) {
        List<ByteBuffer> answers = inquiry.ask(SocketDiagnosis.unixRequest(inode), false);
        return answers.isEmpty() ? null : SocketDiagnosis.unix(answers.get(0), inode);
    }

    /** The table has the sockets that are bound. */
    private static @Nullable String netlink(int tid, long inode) {
        for (KernelText.Line row : netlinkTable(tid)) {
            String found = SocketDiagnosis.netlink(row, inode);
            if (found != null) return found;
        }
        return null;
    }

    private static List<KernelText.Line> netlinkTable(int tid) {
        Path table = PROC.resolve(tid + "/net/netlink");
        if (!(KernelFiles.read(table) instanceof Reading.Value<String> text)) return List.of();
        List<KernelText.Line> rows = KernelText.lines(table.toString(), text.read());
        return rows.subList(Math.min(1, rows.size()), rows.size());
    }
}
