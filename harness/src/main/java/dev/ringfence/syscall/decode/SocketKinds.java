package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses in arguments, and their lengths, which some calls change: {@code [128 => 16]}. */
final class SocketKinds {
    private SocketKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("sockaddr", details -> {
            int length = TextKinds.argument(details);
            return (context, index) -> SocketAddresses.at(context, context.register(index), context.register(length));
        });
        kinds.add("outsockaddr", details -> {
            int length = TextKinds.argument(details);
            return (context, index) -> filled(context, index, length);
        });
        kinds.add("length_pointer", SocketKinds::length);
        kinds.add("address_length", SocketKinds::addressLength);
    }

    /** Returns the address that the kernel wrote: no more than the program has room for, and than there is. */
    private static Value filled(DecodeContext context, int index, int lengthIndex) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (address == 0 || context.failed()) return new Value.Address(address);
        if (!(context.before(lengthIndex) instanceof Value.Int before)) return new Value.Address(address);
        @Nullable ByteBuffer after = context.read(context.register(lengthIndex), Integer.BYTES);
        if (after == null) return new Value.Address(address);
        return SocketAddresses.at(context, address, Math.min(before.value(), after.getInt(0)));
    }

    /** Without an address, which is the argument before it, the length is of no use. */
    private static Value addressLength(DecodeContext context, int index) {
        return context.register(index - 1) == 0 ? new Value.Address(context.register(index)) : length(context, index);
    }

    /** At the entry remembers the length; at the exit shows it, and what became of it. */
    private static Value length(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, Integer.BYTES);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        Value now = new Value.Int(bytes.getInt(0), Base.DECIMAL);
        if (!context.isExit()) return new Value.Pending(now);
        @Nullable Value before = context.before(index);
        if (before == null || context.failed() || before.equals(now))
            return new Value.Sequence(List.of(before == null ? now : before), false);
        return new Value.Sequence(List.of(new Value.Changed(before, now)), false);
    }
}
