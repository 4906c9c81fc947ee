package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One call that is being decoded. */
final class DecodeContext {
    /** More is read of no structure, whatever lengths a program tells. */
    private static final int LARGEST = 1 << 24;

    private final TraceeView view;
    private final DecodeOptions options;
    private final String name;
    private final long[] registers;
    private final Value[] entered;
    private final boolean exit;
    private final long result;

    /** Makes the context of an entry. */
    DecodeContext(TraceeView view, DecodeOptions options, String name, long[] registers) {
        this(view, options, name, registers, new Value[registers.length], false, 0);
    }

    private DecodeContext(
            TraceeView view,
            DecodeOptions options,
            String name,
            long[] registers,
            Value[] entered,
            boolean exit,
            long result) {
        this.view = view;
        this.options = options;
        this.name = name;
        this.registers = registers;
        this.entered = entered;
        this.exit = exit;
        this.result = result;
    }

    /** Returns the context of the exit of the same call. */
    DecodeContext left(Value[] enteredValues, long result) {
        return new DecodeContext(view, options, name, registers, enteredValues, true, result);
    }

    String name() {
        return name;
    }

    TraceeView view() {
        return view;
    }

    DecodeOptions options() {
        return options;
    }

    long register(int index) {
        return registers[index];
    }

    boolean isExit() {
        return exit;
    }

    /** Returns the result register; only at the exit. */
    long result() {
        return result;
    }

    /** Returns whether the call has failed; only at the exit. */
    boolean failed() {
        return result < 0 && result > -4096;
    }

    /** Returns what was stashed at the entry for an argument that the call changes in place. */
    @Nullable
    Value before(int index) {
        return entered[index] instanceof Value.Pending pending ? pending.before() : null;
    }

    /** Returns at the exit what an argument was decoded to at the entry. */
    Value entered(int index) {
        return entered[index];
    }

    /** Reads a structure, little-endian; null when not all of it can be read, or it is larger than any. */
    @Nullable
    ByteBuffer read(long address, int length) {
        if (address == 0 || length < 0 || length > LARGEST) return null;
        byte[] bytes = new byte[length];
        return view.read(address, bytes, length) == length ? wrap(bytes) : null;
    }

    /** Returns bytes of the tracee in its order. */
    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
