package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code select} and {@code pselect6}: sets of descriptors as bits, which the kernel replaces by those that are ready. */
final class SelectKinds {
    private static final List<String> NAMES = List.of("in ", "out ", "except ");
    /** The kernel takes the number of descriptors for no more than a process can have. */
    private static final int MOST = 1 << 20;

    private static final int TIMEOUT = 4;
    private static final Result TIMED_OUT = new Result(new Value.Int(0, Base.DECIMAL), null, null, "Timeout");

    private SelectKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("fdset", (context, index) -> {
            long address = context.register(index);
            Value set = address == 0 ? null : set(context, address, true);
            return set == null ? new Value.Address(address) : set;
        });
        kinds.addResult("select", context -> result(context, Times.TIMEVAL));
        kinds.addResult("pselect", context -> result(context, Times.TIMESPEC));
        kinds.add("masksize", (context, index) -> maskAndSize(context, context.register(index)));
        kinds.add("sigmask", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> SignalSets.of(context, context.register(index), context.register(size));
        });
    }

    private static Value.@Nullable MemberSet set(DecodeContext context, long address, boolean targets) {
        int count = Math.min((int) context.register(0), MOST);
        if (count < 0) return null;
        ByteBuffer bytes = context.read(address, (count + 63) / 64 * Long.BYTES);
        if (bytes == null) return null;
        List<String> members = new ArrayList<>();
        for (int at = 0; at < bytes.limit(); at += Long.BYTES) {
            for (long word = bytes.getLong(at); word != 0; word &= word - 1) {
                int fd = at * 8 + Long.numberOfTrailingZeros(word);
                if (fd < count) members.add(targets ? ValueText.of(Descriptors.fd(context, fd)) : Integer.toString(fd));
            }
        }
        return new Value.MemberSet(members, false);
    }

    private static Result result(DecodeContext context, Layout timeout) {
        if (context.result() == 0) return TIMED_OUT;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            long address = context.register(1 + i);
            Value.MemberSet ready = address == 0 ? null : set(context, address, false);
            if (ready != null && !ready.members().isEmpty()) parts.add(NAMES.get(i) + ValueText.of(ready));
        }
        String left = PollKinds.left(context, TIMEOUT, timeout);
        if (left != null) parts.add(left);
        Value count = new Value.Int((int) context.result(), Base.DECIMAL);
        return new Result(count, null, null, parts.isEmpty() ? null : String.join(", ", parts));
    }

    /** {@code struct { const sigset_t *ss; size_t ss_len; }}, as a call has six arguments only. */
    private static Value maskAndSize(DecodeContext context, long address) {
        return Pointers.struct(
                context,
                address,
                16,
                (c, bytes, at) -> new StructBuilder(bytes, at)
                        .add("sigmask", SignalSets.of(c, bytes.getLong(at), bytes.getLong(at + 8)))
                        .u64("sigsetsize", 8)
                        .build());
    }
}
