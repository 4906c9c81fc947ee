package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;

/** Extended attributes: values and lists of names. */
final class AttributeKinds {
    /** {@code XATTR_SIZE_MAX}: no value and no list is longer. */
    private static final long LARGEST = 65536;

    private AttributeKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("attribute", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> value(context, context.register(index), context.register(size));
        });
        kinds.add("outattribute", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            if (context.failed()) return new Value.Address(context.register(index));
            return value(context, context.register(index), context.result());
        });
        kinds.add("attributenames", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> {
                if (!context.isExit()) return new Value.Pending(null);
                boolean asked = context.failed() || context.register(size) == 0;
                if (asked) return new Value.Address(context.register(index));
                return value(context, context.register(index), context.result());
            };
        });
    }

    private static Value value(DecodeContext context, long address, long size) {
        if (Long.compareUnsigned(size, LARGEST) > 0) return new Value.Address(address);
        return Strings.buffer(context, address, size);
    }
}
