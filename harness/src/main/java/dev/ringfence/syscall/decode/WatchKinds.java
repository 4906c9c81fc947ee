package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;

/** {@code fanotify}: flags with a class among them, and a descriptor that may be none. */
final class WatchKinds {
    private static final Vocabulary CLASSES = Vocabulary.of("fanotifyclass");
    private static final Vocabulary INIT = Vocabulary.of("fanotifyinit");
    private static final long CLASS = 0xc;
    private static final int FAN_NOFD = -1;

    private WatchKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("fanotifyflags", (context, index) -> {
            long raw = context.register(index) & 0xffffffffL;
            Value kind = CLASSES.symbol(raw & CLASS);
            return (raw & ~CLASS) == 0 ? kind : FsConfigKinds.joined(kind, INIT.flags(raw & ~CLASS));
        });
        kinds.add(
                "fanotifydirectory",
                (context, index) -> (int) context.register(index) == FAN_NOFD
                        ? new Value.Symbol(FAN_NOFD, "FAN_NOFD")
                        : Descriptors.directory(context, context.register(index)));
    }
}
