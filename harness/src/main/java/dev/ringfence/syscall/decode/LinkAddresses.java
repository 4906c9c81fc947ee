package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Addresses of links, virtual machines and devices, whose later fields depend on earlier ones. */
final class LinkAddresses {
    private static final Vocabulary HARDWARE = Vocabulary.of("hardware_type");
    private static final Vocabulary PACKETS = Vocabulary.of("packet_type");
    private static final Vocabulary CIDS = Vocabulary.of("vsock_cid");
    private static final Vocabulary PORTS = Vocabulary.of("vsock_port");
    private static final Vocabulary VSOCK_FLAGS = Vocabulary.of("vsock_flags");
    private static final Vocabulary XDP_FLAGS = Vocabulary.of("xdp_flags");
    private static final int PACKET_HEAD = 12;
    private static final int XDP_SHARED_UMEM = 1;
    private static final long LOW_32 = 0xffffffffL;

    private LinkAddresses() {}

    /** {@code struct sockaddr_ll}: protocol at 2, index 4, type of hardware 8, of packet 10, length 11, address 12. */
    static Value packet(DecodeContext context, ByteBuffer bytes, int at, int size) {
        int length = bytes.get(at + 11) & 0xff;
        List<Field> fields = new ArrayList<>(7);
        fields.add(SocketAddresses.family(bytes.getShort(at) & 0xffff));
        fields.add(new Field("sll_protocol", Networks.ethernetProtocol(Internet.big16(bytes, at + 2))));
        fields.add(new Field("sll_ifindex", Internet.interfaceIndex(context, bytes.getInt(at + 4))));
        fields.add(new Field("sll_hatype", HARDWARE.symbol(bytes.getShort(at + 8) & 0xffff)));
        fields.add(new Field("sll_pkttype", PACKETS.symbol(bytes.get(at + 10) & 0xff)));
        fields.add(new Field("sll_halen", new Value.Int(length, Base.DECIMAL)));
        if (length > 0) {
            int shown = Math.min(length, size - PACKET_HEAD);
            fields.add(new Field("sll_addr", octets(bytes, at + PACKET_HEAD, shown)));
        }
        return new Value.Struct(fields, false);
    }

    /** Returns bytes as {@code [0x1, 0, 0x2]}. */
    static Value octets(ByteBuffer bytes, int at, int length) {
        List<Value> octets = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            octets.add(SocketAddresses.hex(bytes.get(at + i) & 0xff));
        }
        return new Value.Sequence(octets, false);
    }

    /** {@code struct sockaddr_vm}: reserved at 2, port 4, context 8, flags 12, zeros 13. */
    static Value vsock(ByteBuffer bytes, int at) {
        List<Field> fields = new ArrayList<>(6);
        fields.add(SocketAddresses.family(bytes.getShort(at) & 0xffff));
        int reserved = bytes.getShort(at + 2) & 0xffff;
        if (reserved != 0) fields.add(new Field("svm_reserved1", SocketAddresses.hex(reserved)));
        long cid = bytes.getInt(at + 8) & LOW_32;
        long port = bytes.getInt(at + 4) & LOW_32;
        fields.add(new Field("svm_cid", CIDS.symbol(cid)));
        fields.add(new Field("svm_port", PORTS.symbol(port)));
        Value.Flags flags = (Value.Flags) VSOCK_FLAGS.flags(bytes.get(at + 12) & 0xff);
        fields.add(new Field("svm_flags", flags));
        if (bytes.get(at + 13) != 0 || bytes.get(at + 14) != 0 || bytes.get(at + 15) != 0)
            fields.add(new Field("svm_zero", HexText.of(bytes, at + 13, 3, false)));
        return new Value.Struct(fields, false);
    }

    /** {@code struct sockaddr_xdp}: flags at 2, index 4, queue 8, descriptor of the shared memory 12. */
    static Value xdp(DecodeContext context, ByteBuffer bytes, int at) {
        int flags = bytes.getShort(at + 2) & 0xffff;
        int fd = bytes.getInt(at + 12);
        boolean shared = (flags & XDP_SHARED_UMEM) != 0;
        return new Value.Struct(
                List.of(
                        SocketAddresses.family(bytes.getShort(at) & 0xffff),
                        new Field("sxdp_flags", XDP_FLAGS.flags(flags)),
                        new Field("sxdp_ifindex", Internet.interfaceIndex(context, bytes.getInt(at + 4))),
                        new Field("sxdp_queue_id", new Value.Int(bytes.getInt(at + 8) & LOW_32, Base.DECIMAL)),
                        new Field(
                                "sxdp_shared_umem_fd",
                                shared ? Descriptors.fd(context, fd) : SocketAddresses.hex(fd & LOW_32))),
                false);
    }

    /** The family has one structure for each protocol, which only their sizes tell apart; the device address is what they share. */
    static Value bluetooth(ByteBuffer bytes, int at, int size) {
        if (size != 8) return SocketAddresses.raw(bytes, at, size);
        return new Value.Struct(
                List.of(
                        SocketAddresses.family(bytes.getShort(at) & 0xffff),
                        new Field("sco_bdaddr", Internet.hardware(bytes, at + 2, 6))),
                false);
    }
}
