package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests about network interfaces: {@code struct ifreq} with the name at 0 and a union at 16.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/netdevice.7.html">netdevice(7)</a>
 */
final class Interfaces {
    private static final int SIZE = 40;
    private static final int NAME = 16;
    private static final int ADDRESS = 16;
    private static final Vocabulary FLAGS = Vocabulary.of("interface_flags");
    private static final Vocabulary HARDWARE = Vocabulary.of("hardware_type");

    private Interfaces() {}

    static Value set(DecodeContext context, int index) {
        return Pointers.struct(
                context,
                context.register(index),
                SIZE,
                (c, bytes, at) -> new Value.Struct(List.of(named(bytes), union(c, bytes)), false));
    }

    static Value get(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, SIZE);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        if (!context.isExit()) return new Value.Pending(null);
        List<Field> fields = new ArrayList<>(2);
        fields.add(named(bytes));
        if (!context.failed()) fields.add(union(context, bytes));
        return new Value.Struct(fields, false);
    }

    static Value name(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, SIZE);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        if (!context.isExit()) return new Value.Pending(null);
        List<Field> fields = new ArrayList<>(2);
        fields.add(new Field("ifr_ifindex", new Value.Int(bytes.getInt(NAME), Base.DECIMAL)));
        if (!context.failed()) fields.add(named(bytes));
        return new Value.Struct(fields, false);
    }

    private static Field named(ByteBuffer bytes) {
        return new Field("ifr_name", FieldTypes.text(bytes, 0, NAME));
    }

    private static Field union(DecodeContext context, ByteBuffer bytes) {
        Value number = new Value.Int(bytes.getInt(NAME), Base.DECIMAL);
        return switch ((int) context.register(1)) {
            case 0x8913, 0x8914 -> new Field("ifr_flags", FLAGS.flags(bytes.getShort(NAME) & 0xffff));
            case 0x8915, 0x8916 -> address(context, bytes, "ifr_addr");
            case 0x8917, 0x8918 -> address(context, bytes, "ifr_dstaddr");
            case 0x8919, 0x891a -> address(context, bytes, "ifr_broadaddr");
            case 0x891b, 0x891c -> address(context, bytes, "ifr_netmask");
            case 0x891d, 0x891e -> new Field("ifr_metric", number);
            case 0x8921, 0x8922 -> new Field("ifr_mtu", number);
            case 0x8923 -> new Field("ifr_newname", FieldTypes.text(bytes, NAME, NAME));
            case 0x8929, 0x8930 -> new Field("ifr_slave", FieldTypes.text(bytes, NAME, NAME));
            case 0x8933 -> new Field("ifr_ifindex", number);
            case 0x8942, 0x8943 -> new Field("ifr_qlen", number);
            case 0x8970, 0x8971 -> new Field("ifr_map", map(bytes));
            default -> new Field("ifr_hwaddr", hardware(bytes));
        };
    }

    private static Field address(DecodeContext context, ByteBuffer bytes, String name) {
        return new Field(name, SocketAddresses.of(context, bytes, NAME, ADDRESS));
    }

    private static Value hardware(ByteBuffer bytes) {
        return new Value.Struct(
                List.of(
                        new Field("sa_family", HARDWARE.symbol(bytes.getShort(NAME) & 0xffff)),
                        new Field("sa_data", Internet.hardware(bytes, NAME + 2, addressSize(bytes.getShort(NAME))))),
                false);
    }

    /** Ethernet and loopback have addresses of six bytes; of others the whole field is shown. */
    private static int addressSize(short type) {
        return type == 1 || type == 772 ? 6 : 14;
    }

    /** {@code struct ifmap}: memory from 0 to 8, base address 16, interrupt 18, channel 19, port 20. */
    private static Value map(ByteBuffer bytes) {
        return new Value.Struct(
                List.of(
                        new Field("mem_start", SocketAddresses.hex(bytes.getLong(NAME))),
                        new Field("mem_end", SocketAddresses.hex(bytes.getLong(NAME + 8))),
                        new Field("base_addr", SocketAddresses.hex(bytes.getShort(NAME + 16) & 0xffff)),
                        new Field("irq", SocketAddresses.hex(bytes.get(NAME + 18) & 0xff)),
                        new Field("dma", SocketAddresses.hex(bytes.get(NAME + 19) & 0xff)),
                        new Field("port", SocketAddresses.hex(bytes.get(NAME + 20) & 0xff))),
                false);
    }

    // --- SIOCGIFCONF ---

    /** {@code struct ifconf}: bytes at 0, which the kernel changes to those that it needs; pointer to the requests at 8. */
    static Value list(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, 16);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        Value now = new Value.Int(bytes.getInt(0), Base.DECIMAL);
        if (!context.isExit()) return new Value.Pending(now);
        int length = bytes.getInt(0);
        long buffer = bytes.getLong(8);
        Value lengths = requests(length);
        if (buffer != 0
                && !context.failed()
                && context.before(index) instanceof Value.Int before
                && before.value() != length) lengths = new Value.Changed(requests((int) before.value()), lengths);
        Value list = context.failed() || buffer == 0
                ? new Value.Address(buffer)
                : Pointers.array(context, buffer, Math.max(0, length / SIZE), SIZE, Interfaces::entry);
        return new Value.Struct(List.of(new Field("ifc_len", lengths), new Field("ifc_buf", list)), false);
    }

    private static Value requests(int length) {
        Value number = new Value.Int(length, Base.DECIMAL);
        return length % SIZE == 0 ? new Value.Noted(number, length / SIZE + " * sizeof(struct ifreq)") : number;
    }

    private static Value entry(DecodeContext context, ByteBuffer bytes, int at) {
        return new Value.Struct(
                List.of(
                        new Field("ifr_name", FieldTypes.text(bytes, at, NAME)),
                        new Field("ifr_addr", SocketAddresses.of(context, bytes, at + NAME, ADDRESS))),
                false);
    }
}
