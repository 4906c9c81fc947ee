package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sets of signals, one bit for each: {@code [HUP INT]}, {@code ~[KILL STOP]}. */
final class SignalSets {
    /** Bytes of the kernel's {@code sigset_t}; a call that says another size is refused. */
    static final int SIZE = 8;

    private static final int SIGNALS = 64;
    /** From two thirds on, those that are missing are shown. */
    private static final int MANY = SIGNALS * 2 / 3;

    private static final String[] NAMES = names();

    private SignalSets() {}

    private static String[] names() {
        String[] names = new String[SIGNALS];
        for (int i = 0; i < SIGNALS; i++) {
            names[i] = Signals.member(i + 1);
        }
        return names;
    }

    static void addTo(Kinds kinds) {
        kinds.add("sigset", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> of(context, context.register(index), context.register(size));
        });
        kinds.add("outsigset", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> {
                if (!context.isExit()) return new Value.Pending(null);
                long address = context.register(index);
                return context.failed() ? new Value.Address(address) : of(context, address, context.register(size));
            };
        });
        kinds.add("pendingsigset", Pointers.out(SIZE, SignalSets::decode));
    }

    /** Returns the set at an address; of another size than the kernel's, the address. */
    static Value of(DecodeContext context, long address, long size) {
        return size == SIZE ? Pointers.struct(context, address, SIZE, SignalSets::decode) : new Value.Address(address);
    }

    static Value decode(DecodeContext context, ByteBuffer bytes, int offset) {
        return of(bytes.getLong(offset));
    }

    /** Returns the set with a bit for each signal, the lowest for signal 1. */
    static Value of(long bits) {
        boolean complement = Long.bitCount(bits) >= MANY;
        long shown = complement ? ~bits : bits;
        List<String> members = new ArrayList<>(Long.bitCount(shown));
        for (long rest = shown; rest != 0; rest &= rest - 1) {
            members.add(NAMES[Long.numberOfTrailingZeros(rest)]);
        }
        return new Value.MemberSet(members, complement);
    }
}
