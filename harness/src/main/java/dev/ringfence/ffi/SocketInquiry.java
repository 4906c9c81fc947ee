package dev.ringfence.ffi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about sockets of other processes: their protocol by getxattr(2), their addresses by sock_diag(7). Not
 * thread-safe.
 *
 * <pre>
 * struct nlmsghdr { 0 __u32 nlmsg_len; 4 __u16 nlmsg_type; 6 __u16 nlmsg_flags; 8 __u32 nlmsg_seq; 12 __u32 nlmsg_pid; };
 * </pre>
 */
public final class SocketInquiry {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST = 1;
    private static final short NLM_F_DUMP = 0x300;
    private static final int HEADER = 16;
    private static final int BUFFER = 1 << 15;
    private static final int PATH = 64;
    private static final int NAME = 256;

    private final Libc libc;
    private final Block buffer = new Block(BUFFER);
    private final Block path = new Block(PATH);
    private final Block attribute = Block.ofString("system.sockprotoname");
    private int socket = -1;

    public SocketInquiry(Libc libc) {
        this.libc = libc;
    }

    /** Returns the kernel's name of a socket's protocol, such as {@code TCP} or {@code UNIX-STREAM}; null if it tells none. */
    public @Nullable String protocol(int tid, int fd) {
        byte[] text = ("/proc/" + tid + "/fd/" + fd + "\0").getBytes(StandardCharsets.US_ASCII);
        path.put(0, text, 0, text.length);
        long length = libc.getxattr(path.address(), attribute.address(), buffer.address(), NAME);
        if (length <= 0) return null;
        byte[] name = new byte[(int) length];
        buffer.get(0, name, 0, name.length);
        int end = name[name.length - 1] == 0 ? name.length - 1 : name.length;
        return new String(name, 0, end, StandardCharsets.US_ASCII);
    }

    /**
     * Sends a request and returns the answers, each without its header; none where the kernel refuses.
     *
     * @param request behind the header, such as {@code struct unix_diag_req}
     * @param all whether the request asks for all sockets, and not for one
     */
    public List<ByteBuffer> ask(byte[] request, boolean all) {
        List<ByteBuffer> answers = new ArrayList<>();
        if (socket < 0) socket = libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
        if (socket < 0 || !send(request, all)) return answers;
        boolean more = true;
        while (more) {
            long length = libc.read(socket, buffer.address(), BUFFER);
            more = length > 0 && take((int) length, answers) && all;
        }
        return answers;
    }

    private boolean send(byte[] request, boolean all) {
        int length = HEADER + request.length;
        buffer.putInt(0, length);
        buffer.putShort(4, SOCK_DIAG_BY_FAMILY);
        buffer.putShort(6, (short) (NLM_F_REQUEST | (all ? NLM_F_DUMP : 0)));
        buffer.putLong(8, 0);
        buffer.put(HEADER, request, 0, request.length);
        return libc.write(socket, buffer.address(), length) == length;
    }

    /** Takes the answers of one datagram; false after the last, which is of another type, as an error is. */
    private boolean take(int length, List<ByteBuffer> answers) {
        int at = 0;
        while (at + HEADER <= length) {
            int size = buffer.getInt(at);
            if (buffer.getShort(at + 4) != SOCK_DIAG_BY_FAMILY || size < HEADER || at + size > length) return false;
            byte[] answer = new byte[size - HEADER];
            buffer.get(at + HEADER, answer, 0, answer.length);
            answers.add(ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN));
            at += (size + 3) & ~3;
        }
        return true;
    }
}
