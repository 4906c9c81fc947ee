package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Socket addresses. What is too short for its family, or of a family that is not decoded, is shown as {@code sa_data}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/address_families.7.html">address_families(7)</a>
 */
final class SocketAddresses {
    /** {@code struct sockaddr_storage}. */
    static final int LARGEST = 128;

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int AF_PACKET = 17;
    private static final int AF_BLUETOOTH = 31;
    private static final int AF_ALG = 38;
    private static final int AF_NFC = 39;
    private static final int AF_VSOCK = 40;
    private static final int AF_QIPCRTR = 42;
    private static final int AF_XDP = 44;
    private static final int FAMILY_SIZE = 2;
    private static final int UNIX_PATH = 108;
    /** Up to the scope, which came later. */
    private static final int INET6_OLD = 24;

    private static final FieldLayout INET = Layouts.of("sockaddr_in");
    private static final FieldLayout INET6 = Layouts.of("sockaddr_in6");
    private static final FieldLayout NETLINK = Layouts.of("sockaddr_nl");
    private static final FieldLayout ALG = Layouts.of("sockaddr_alg");
    private static final FieldLayout NFC = Layouts.of("sockaddr_nfc");
    private static final FieldLayout QRTR = Layouts.of("sockaddr_qrtr");

    private SocketAddresses() {}

    /** Returns the address in the tracee's memory; of a length that none has, the pointer. */
    static Value at(DecodeContext context, long pointer, long length) {
        if (pointer == 0) return new Value.Address(0);
        if ((int) length < FAMILY_SIZE) return new Value.Address(pointer);
        int size = Math.min((int) length, LARGEST);
        ByteBuffer bytes = context.read(pointer, size);
        return bytes == null ? new Value.Unreadable(pointer) : of(context, bytes, 0, size);
    }

    /** Returns the address that lies in bytes. */
    static Value of(DecodeContext context, ByteBuffer bytes, int at, int size) {
        int family = bytes.getShort(at) & 0xffff;
        if (size == FAMILY_SIZE) return new Value.Struct(List.of(family(family)), false);
        return switch (family) {
            case AF_UNIX -> unix(bytes, at, size);
            case AF_INET -> size < INET.size() ? raw(bytes, at, size) : INET.decode(context, bytes, at);
            case AF_INET6 ->
                size < INET6_OLD
                        ? raw(bytes, at, size)
                        : INET6.decode(context, bytes, at, size < INET6.size() ? INET6_OLD : INET6.size());
            case AF_NETLINK -> size < NETLINK.size() ? raw(bytes, at, size) : NETLINK.decode(context, bytes, at);
            case AF_PACKET -> size < 20 ? raw(bytes, at, size) : LinkAddresses.packet(context, bytes, at, size);
            case AF_BLUETOOTH -> LinkAddresses.bluetooth(bytes, at, size);
            case AF_ALG -> size < ALG.size() ? raw(bytes, at, size) : ALG.decode(context, bytes, at);
            case AF_NFC -> size < NFC.size() ? raw(bytes, at, size) : NFC.decode(context, bytes, at);
            case AF_VSOCK -> size < 16 ? raw(bytes, at, size) : LinkAddresses.vsock(bytes, at);
            case AF_QIPCRTR -> size < QRTR.size() ? raw(bytes, at, size) : QRTR.decode(context, bytes, at);
            case AF_XDP -> size < 16 ? raw(bytes, at, size) : LinkAddresses.xdp(context, bytes, at);
            default -> raw(bytes, at, size);
        };
    }

    static Field family(int family) {
        return new Field("sa_family", Networks.FAMILIES.symbol(family));
    }

    /** Returns {@code {sa_family=AF_X25, sa_data="..."}}. */
    static Value raw(ByteBuffer bytes, int at, int size) {
        Value data = new Value.Text(FieldTypes.latin1(bytes, at + FAMILY_SIZE, size - FAMILY_SIZE), false);
        return new Value.Struct(List.of(family(bytes.getShort(at) & 0xffff), new Field("sa_data", data)), false);
    }

    /** A path ends with a zero; an abstract name begins with one and is as long as the address says: unix(7). */
    private static Value unix(ByteBuffer bytes, int at, int size) {
        int length = Math.min(size - FAMILY_SIZE, UNIX_PATH);
        List<Field> fields = new ArrayList<>(2);
        fields.add(family(AF_UNIX));
        if (bytes.get(at + FAMILY_SIZE) == 0) {
            Value name = new Value.Text(FieldTypes.latin1(bytes, at + FAMILY_SIZE + 1, length - 1), false);
            fields.add(new Field("sun_path", new Value.Joined(List.of(new Value.Word("@"), name), "")));
        } else {
            int end = 0;
            while (end < length && bytes.get(at + FAMILY_SIZE + end) != 0) end++;
            fields.add(new Field("sun_path", new Value.Text(FieldTypes.latin1(bytes, at + FAMILY_SIZE, end), false)));
        }
        return new Value.Struct(fields, false);
    }

    static Value hex(long number) {
        return new Value.Int(number, Base.HEX);
    }
}
