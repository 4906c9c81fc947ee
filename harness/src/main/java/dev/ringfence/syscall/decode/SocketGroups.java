package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memberships in groups, and the filter of ICMP messages. */
final class SocketGroups {
    /** {@code struct group_req}: index, 4 bytes of padding, an address of up to 128 bytes. */
    static final int REQUEST = 136;
    /** {@code struct packet_mreq}. */
    static final int PACKET = 16;

    private static final int HARDWARE = 8;
    private static final Vocabulary MEMBERSHIPS = Vocabulary.of("packet_membership");
    private static final Vocabulary ICMP = Vocabulary.of("icmp_type");

    private SocketGroups() {}

    static Value request(DecodeContext context, ByteBuffer bytes, int at) {
        return new Value.Struct(
                List.of(
                        new Field("gr_interface", Internet.interfaceIndex(context, bytes.getInt(at))),
                        new Field("gr_group", SocketAddresses.of(context, bytes, at + 8, SocketAddresses.LARGEST))),
                false);
    }

    static Value packet(DecodeContext context, ByteBuffer bytes, int at) {
        int length = bytes.getShort(at + 6) & 0xffff;
        return new Value.Struct(
                List.of(
                        new Field("mr_ifindex", Internet.interfaceIndex(context, bytes.getInt(at))),
                        new Field("mr_type", MEMBERSHIPS.symbol(bytes.getShort(at + 4) & 0xffff)),
                        new Field("mr_alen", new Value.Int(length, Base.DECIMAL)),
                        new Field("mr_address", Internet.hardware(bytes, at + HARDWARE, Math.min(length, HARDWARE)))),
                false);
    }

    static Value icmp(ByteBuffer bytes, int at, int size) {
        int mask = -1;
        for (int i = 0; i < size; i++) {
            int shift = 8 * i;
            mask = (mask & ~(0xff << shift)) | (bytes.get(at + i) & 0xff) << shift;
        }
        boolean complement = Integer.bitCount(mask) > 16;
        int shown = complement ? ~mask : mask;
        List<String> members = new ArrayList<>();
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((shown >>> i & 1) != 0) members.add(((Value.Symbol) ICMP.symbol(i)).text());
        }
        return new Value.MemberSet(members, complement);
    }
}
