package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.util.List;

/** The two descriptors that socketpair(2) makes: {@code [3, 4]}. */
final class SocketPairs {
    private static final int SIZE = 8;

    private SocketPairs() {}

    static Value decode(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (context.failed()) return new Value.Address(address);
        return Pointers.struct(context, address, SIZE, SocketPairs::pair);
    }

    private static Value pair(DecodeContext context, ByteBuffer bytes, int offset) {
        return new Value.Sequence(
                List.of(
                        Descriptors.fd(context, bytes.getInt(offset)),
                        Descriptors.fd(context, bytes.getInt(offset + Integer.BYTES))),
                false);
    }
}
