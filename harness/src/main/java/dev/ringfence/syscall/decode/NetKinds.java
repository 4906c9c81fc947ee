package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import org.jspecify.annotations.Nullable;

/** Kinds of sockets, of communication between processes, and of the calls that take their commands as numbers. */
final class NetKinds {
    private static final int TIMEOUT = 4;

    private NetKinds() {}

    static void addTo(Kinds kinds) {
        Layouts.addTo(kinds);
        Networks.addTo(kinds);
        SocketKinds.addTo(kinds);
        SocketOptionKinds.addTo(kinds);
        MessageKinds.addTo(kinds);
        FcntlKinds.addTo(kinds);
        IoctlKinds.addTo(kinds);
        IpcKinds.addTo(kinds);
        QueueKinds.addTo(kinds);
        UringKinds.addTo(kinds);
        BpfKinds.addTo(kinds);
        PerfKinds.addTo(kinds);
        KeyKinds.addTo(kinds);
        kinds.addResult("key", context -> ResultKinds.of(KeyKinds.key((int) context.result())));
        kinds.addResult("recvmmsg", NetKinds::received);
    }

    /** recvmmsg(2) writes into its timeout what is left of it. */
    private static Result received(DecodeContext context) {
        Value number = new Value.Int(context.result(), Base.DECIMAL);
        long timeout = context.register(TIMEOUT);
        @Nullable String note = null;
        if (timeout != 0) {
            Value left = Pointers.struct(context, timeout, Times.SIZE, Times.TIMESPEC);
            if (!Pointers.isAddress(left)) note = "left " + ValueText.of(left);
        }
        return new Result(number, null, null, note);
    }
}
