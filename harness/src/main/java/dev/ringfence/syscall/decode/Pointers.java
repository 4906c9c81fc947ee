package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Structures and arrays behind pointers. A null pointer is {@code NULL}; what cannot be read, and what a failed call did not
 * write, is an address.
 */
final class Pointers {
    /** Most bytes of an array that are read at once. */
    private static final int LARGEST = 1 << 16;

    private Pointers() {}

    /** Makes a decoder of a structure that the program passes. */
    static ArgumentDecoder in(int size, Layout layout) {
        return (context, index) -> struct(context, context.register(index), size, layout);
    }

    /** Makes a decoder of a structure that the kernel fills in. */
    static ArgumentDecoder out(int size, Layout layout) {
        return (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            return context.failed() ? new Value.Address(address) : struct(context, address, size, layout);
        };
    }

    /** Makes a decoder of a structure that the kernel changes in place: shown as it was, and behind {@code =>} as it is. */
    static ArgumentDecoder inout(int size, Layout layout) {
        return (context, index) -> {
            Value now = struct(context, context.register(index), size, layout);
            if (!context.isExit()) return isAddress(now) ? now : new Value.Pending(now, true);
            Value before = context.before(index);
            if (before == null) return now;
            return context.failed() ? before : new Value.Changed(before, now);
        };
    }

    /** Returns the structure at an address. */
    static Value struct(DecodeContext context, long address, int size, Layout layout) {
        if (address == 0) return new Value.Address(0);
        ByteBuffer bytes = context.read(address, size);
        return bytes == null ? new Value.Unreadable(address) : layout.decode(context, bytes, 0);
    }

    /** Returns a structure in brackets, as strace writes what a pointer to a single value points to: {@code [4096]}. */
    static Value boxed(DecodeContext context, long address, int size, Layout layout) {
        Value value = struct(context, address, size, layout);
        return isAddress(value) ? value : new Value.Sequence(List.of(value), false);
    }

    /** Wraps a layout in brackets: {@code [4096]}. */
    static Layout boxed(Layout layout) {
        return (context, bytes, offset) -> new Value.Sequence(List.of(layout.decode(context, bytes, offset)), false);
    }

    /** Returns the array at an address, of which no more elements are shown than {@link DecodeOptions#stringLimit} says. */
    static Value array(DecodeContext context, long address, long count, int size, Layout layout) {
        return array(
                context,
                address,
                count,
                context.options().abbreviate() ? context.options().stringLimit() : Integer.MAX_VALUE,
                size,
                layout);
    }

    /**
     * Returns the array at an address. Where memory ends inside of it, what could be read is followed by the address of the
     * first element that could not.
     */
    static Value array(DecodeContext context, long address, long count, int limit, int size, Layout layout) {
        if (address == 0) return new Value.Address(0);
        if (count == 0) return new Value.Sequence(List.of(), false);
        if (count < 0 || count > Long.MAX_VALUE / size || Long.compareUnsigned(address + count * size, address) < 0)
            return new Value.Address(address);
        int most = Math.min(limit, LARGEST / size);
        boolean cut = Long.compareUnsigned(count, most) > 0;
        int shown = cut ? most : (int) count;
        byte[] bytes = new byte[shown * size];
        int complete = context.view().read(address, bytes, bytes.length) / size;
        if (complete == 0 && shown > 0) return new Value.Unreadable(address);
        ByteBuffer buffer = DecodeContext.wrap(bytes);
        List<Value> elements = new ArrayList<>(shown + 1);
        for (int i = 0; i < complete; i++) {
            elements.add(layout.decode(context, buffer, i * size));
        }
        if (complete < shown && !elements.isEmpty()) {
            long end = address + (long) complete * size;
            elements.add(new Value.Noted(new Value.Word("..."), "0x" + Long.toHexString(end)));
            return new Value.Sequence(elements, false);
        }
        return new Value.Sequence(elements, cut);
    }

    static boolean isAddress(Value value) {
        return value instanceof Value.Address || value instanceof Value.Unreadable;
    }
}
