package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import java.util.List;

/** Paths, strings and buffers. */
final class TextKinds {
    private TextKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("path", (context, index) -> Strings.path(context, context.register(index)));
        kinds.add("string", (context, index) -> Strings.string(context, context.register(index)));
        kinds.add("inbuf", details -> {
            int length = argument(details);
            return (context, index) -> Strings.buffer(context, context.register(index), context.register(length));
        });
        kinds.add("outbuf", details -> {
            int length = argument(details);
            return (context, index) -> written(context, index, context.register(length));
        });
        kinds.add("outpath", TextKinds::writtenPath);
    }

    /** Returns a path that the call wrote, whose length it returned, with the final zero. Like any path, it is not cut. */
    private static Value writtenPath(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        return context.failed() ? new Value.Address(address) : Strings.path(context, address);
    }

    /** Returns a buffer that the call filled with as many bytes as it returned, at most those it was given. */
    private static Value written(DecodeContext context, int index, long given) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (context.failed()) return new Value.Address(address);
        long result = context.result();
        return Strings.buffer(context, address, Long.compareUnsigned(result, given) < 0 ? result : given);
    }

    /** Returns the index of the argument that a kind names in its first detail. */
    static int argument(List<String> details) {
        return KernelText.line("signatures", details.get(0)).decimalInt(0, "index of an argument");
    }
}
