package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of the network, written as C would make them: {@code inet_addr("127.0.0.1")}, {@code htons(80)}. */
final class Internet {
    private static final int GROUPS = 8;
    private static final int MAPPED = 0xffff;
    private static final Value AF_INET6 = new Value.Word("AF_INET6");

    private Internet() {}

    /** Returns a port, which lies in memory with its high byte first. */
    static Value port(ByteBuffer bytes, int at) {
        return new Value.Applied("htons", List.of(new Value.Int(big16(bytes, at), Value.Base.DECIMAL)));
    }

    /** Returns 32 bits that lie in memory with their high byte first. */
    static Value big32(ByteBuffer bytes, int at) {
        long number = Integer.reverseBytes(bytes.getInt(at)) & 0xffffffffL;
        return new Value.Applied("htonl", List.of(new Value.Int(number, Value.Base.DECIMAL)));
    }

    static int big16(ByteBuffer bytes, int at) {
        return Short.reverseBytes(bytes.getShort(at)) & 0xffff;
    }

    /** Returns {@code inet_addr("127.0.0.1")}. */
    static Value ipv4(ByteBuffer bytes, int at) {
        StringBuilder out = new StringBuilder(15);
        dotted(out, bytes, at);
        return new Value.Applied("inet_addr", List.of(new Value.Text(out.toString(), false)));
    }

    /** Returns {@code inet_pton(AF_INET6, "::1", &sin6_addr)}. */
    static Value ipv6(ByteBuffer bytes, int at, String field) {
        Value text = new Value.Text(ipv6Text(bytes, at), false);
        return new Value.Applied("inet_pton", List.of(AF_INET6, text, new Value.Word("&" + field)));
    }

    /** Returns {@code if_nametoindex("lo")}; the number alone where no interface has it. */
    static Value interfaceIndex(DecodeContext context, int index) {
        @Nullable String name = index == 0 ? null : context.view().interfaceName(index);
        if (name == null) return new Value.Int(index & 0xffffffffL, Value.Base.DECIMAL);
        return new Value.Applied("if_nametoindex", List.of(new Value.Text(name, false)));
    }

    /** Returns a hardware address: {@code 01:02:03:04:05:06}. */
    static Value hardware(ByteBuffer bytes, int at, int length) {
        StringBuilder out = new StringBuilder(3 * length);
        for (int i = 0; i < length; i++) {
            if (i > 0) out.append(':');
            int octet = bytes.get(at + i) & 0xff;
            out.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
        }
        return new Value.Word(out.toString());
    }

    private static void dotted(StringBuilder out, ByteBuffer bytes, int at) {
        for (int i = 0; i < 4; i++) {
            if (i > 0) out.append('.');
            out.append(bytes.get(at + i) & 0xff);
        }
    }

    /** Writes as inet_ntop(3) does: the longest run of zeros as {@code ::}, an embedded IPv4 address with dots. */
    static String ipv6Text(ByteBuffer bytes, int at) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = big16(bytes, at + 2 * i);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        boolean embedded = start == 0 && (length == 6 || (length == 5 && groups[5] == MAPPED));
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (start >= 0 && i >= start && i < start + length) {
                if (i == start) out.append(':');
                continue;
            }
            if (i > 0) out.append(':');
            if (embedded && i == 6) {
                dotted(out, bytes, at + 12);
                return out.toString();
            }
            out.append(Integer.toHexString(groups[i]));
        }
        if (start >= 0 && start + length == GROUPS) out.append(':');
        return out.toString();
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) end++;
        return end - from;
    }
}
