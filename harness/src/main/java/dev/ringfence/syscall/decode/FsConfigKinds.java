package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.List;

/** {@code fsconfig(2)}: what key, value and number are depends on the command, argument 1. */
final class FsConfigKinds {
    private static final int SET_FLAG = 0;
    private static final int SET_STRING = 1;
    private static final int SET_BINARY = 2;
    private static final int SET_PATH = 3;
    private static final int SET_PATH_EMPTY = 4;
    private static final int SET_FD = 5;
    private static final int COMMAND = 1;
    private static final int NUMBER = 4;
    /** A blob is no larger than a mebibyte. */
    private static final int LONGEST_BLOB = 1 << 20;

    private FsConfigKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("fsconfigkey", (context, index) -> key(context, context.register(index)));
        kinds.add("fsconfigvalue", (context, index) -> value(context, context.register(index)));
        kinds.add("fsconfignumber", (context, index) -> number(context, context.register(index)));
    }

    private static Value key(DecodeContext context, long address) {
        int command = (int) context.register(COMMAND);
        return command >= SET_FLAG && command <= SET_FD ? Strings.string(context, address) : new Value.Address(address);
    }

    private static Value value(DecodeContext context, long address) {
        return switch ((int) context.register(COMMAND)) {
            case SET_STRING -> Strings.string(context, address);
            case SET_BINARY -> blob(context, address, context.register(NUMBER));
            case SET_PATH, SET_PATH_EMPTY -> Strings.path(context, address);
            default -> new Value.Address(address);
        };
    }

    private static Value blob(DecodeContext context, long address, long register) {
        int length = (int) register;
        if (length < 0 || length > LONGEST_BLOB) return new Value.Address(address);
        Value blob = Strings.buffer(context, address, length);
        return blob instanceof Value.Text text ? new Value.Text(text.latin1(), text.cut(), true) : blob;
    }

    private static Value number(DecodeContext context, long register) {
        return switch ((int) context.register(COMMAND)) {
            case SET_PATH, SET_PATH_EMPTY -> Descriptors.directory(context, register);
            case SET_FD -> Descriptors.fd(context, register);
            default -> new Value.Int((int) register, Base.DECIMAL);
        };
    }

    /** Returns the parts of a value that are written with a bar between. */
    static Value joined(Value first, Value second) {
        return new Value.Joined(List.of(first, second), "|");
    }
}
