package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers of sock_diag(7), and what strace shows of them. Pure.
 *
 * <pre>
 * struct inet_diag_req_v2, 56 bytes:  0 __u8 family, 1 protocol, 2 ext, 3 pad, 4 __u32 states, 8 id
 * struct inet_diag_msg, 72 bytes:     0 __u8 family, 4 __be16 sport, 6 dport, 8 __be32 src[4], 24 dst[4], 68 __u32 inode
 * struct unix_diag_req, 24 bytes:     0 __u8 family, 1 protocol, 4 __u32 states, 8 ino, 12 show, 16 cookie[2]
 * struct unix_diag_msg, 16 bytes:     0 __u8 family, 4 __u32 ino, 8 cookie[2]; then struct rtattr { __u16 length, type; }
 * </pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SocketDiagnosis {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final Vocabulary NETLINK = Vocabulary.of("netlink_protocol");
    private static final String NETLINK_PREFIX = "NETLINK_";
    private static final int NETLINK_COLUMNS = 10;
    private static final int AF_UNIX = 1;
    private static final int INET_REQUEST = 56;
    private static final int INET_ANSWER = 72;
    private static final int UNIX_REQUEST = 24;
    private static final int UNIX_ANSWER = 16;
    private static final int SHOW_NAME_AND_PEER = 1 | 4;
    private static final int UNIX_DIAG_NAME = 0;
    private static final int UNIX_DIAG_PEER = 2;

    private SocketDiagnosis() {}

    /** Returns the request for all sockets of a protocol, over IPv4 or IPv6. */
    public static byte[] inetRequest(boolean six, int protocol) {
        ByteBuffer request = ByteBuffer.allocate(INET_REQUEST).order(ByteOrder.LITTLE_ENDIAN);
        request.put(0, (byte) (six ? AF_INET6 : AF_INET))
                .put(1, (byte) protocol)
                .putInt(4, -1);
        return request.array();
    }

    /** Returns the addresses in an answer, if it is about this socket. */
    public static @Nullable String inet(ByteBuffer answer, long inode) {
        if (answer.limit() < INET_ANSWER || (answer.getInt(68) & 0xffffffffL) != inode) return null;
        String local = endpoint(answer, 8, 4);
        return port(answer, 6) == 0 ? local : local + "->" + endpoint(answer, 24, 6);
    }

    private static int port(ByteBuffer answer, int at) {
        return ((answer.get(at) & 0xff) << 8) | (answer.get(at + 1) & 0xff);
    }

    private static String endpoint(ByteBuffer answer, int address, int port) {
        String host =
                answer.get(0) == AF_INET6 ? "[" + Internet.ipv6Text(answer, address) + "]" : dotted(answer, address);
        return host + ":" + port(answer, port);
    }

    private static String dotted(ByteBuffer answer, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(i == 0 ? "" : ".").append(answer.get(at + i) & 0xff);
        }
        return text.toString();
    }

    /** Returns protocol and port of a row of {@code /proc/net/netlink}, {@code ROUTE:4711}, if it is about this socket. */
    public static @Nullable String netlink(KernelText.Line row, long inode) {
        if (row.fields().size() < NETLINK_COLUMNS || row.decimal(row.field(9, "Inode"), "Inode") != inode) return null;
        Value protocol = NETLINK.symbol(row.decimal(row.field(1, "Eth"), "Eth"));
        String name = protocol instanceof Value.Symbol symbol ? symbol.text() : "";
        return (name.startsWith(NETLINK_PREFIX) ? name.substring(NETLINK_PREFIX.length()) : name) + ":"
                + row.field(2, "Pid");
    }

    /** Returns the request for one socket. */
    public static byte[] unixRequest(long inode) {
        ByteBuffer request = ByteBuffer.allocate(UNIX_REQUEST).order(ByteOrder.LITTLE_ENDIAN);
        request.put(0, (byte) AF_UNIX).putInt(4, -1).putInt(8, (int) inode).putInt(12, SHOW_NAME_AND_PEER);
        request.putInt(16, -1).putInt(20, -1);
        return request.array();
    }

    /** Returns inode, peer and name: {@code 17->18,"/run/x"}; an abstract name has {@code @} before it. Null without either. */
    public static @Nullable String unix(ByteBuffer answer, long inode) {
        if (answer.limit() < UNIX_ANSWER || (answer.getInt(4) & 0xffffffffL) != inode) return null;
        String peer = "";
        String name = "";
        int at = UNIX_ANSWER;
        while (at + 4 <= answer.limit()) {
            int length = answer.getShort(at) & 0xffff;
            int type = answer.getShort(at + 2) & 0xffff;
            if (length < 4 || at + length > answer.limit()) break;
            if (type == UNIX_DIAG_PEER && length >= 8) peer = peer(answer.getInt(at + 4) & 0xffffffffL);
            if (type == UNIX_DIAG_NAME && length > 4) name = "," + name(answer, at + 4, length - 4);
            at += (length + 3) & ~3;
        }
        return peer.isEmpty() && name.isEmpty() ? null : inode + peer + name;
    }

    /** A connection that was not accepted yet has no socket at its other end. */
    private static String peer(long inode) {
        return inode == 0 ? "" : "->" + inode;
    }

    private static String name(ByteBuffer answer, int at, int length) {
        byte[] bytes = new byte[length];
        answer.get(at, bytes);
        boolean isAbstract = bytes[0] == 0;
        int from = isAbstract ? 1 : 0;
        int end = from;
        while (end < length && bytes[end] != 0) end++;
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        return (isAbstract ? "@" : "") + ValueText.of(new Value.Text(text, false));
    }
}
