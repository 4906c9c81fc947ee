package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code poll} and {@code ppoll}: {@code struct pollfd { int fd; short events; short revents; }}. */
final class PollKinds {
    private static final Vocabulary EVENTS = Vocabulary.of("poll");
    private static final int SIZE = 8;
    private static final int REVENTS = 6;
    /** No process has more descriptors by default; a larger array is shown as far as this. */
    private static final long MOST = 1 << 20;

    private static final Result TIMEOUT = new Result(new Value.Int(0, Base.DECIMAL), null, null, "Timeout");

    private PollKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("pollfds", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> Pointers.array(
                    context, context.register(index), context.register(count) & 0xffffffffL, SIZE, PollKinds::asked);
        });
        kinds.addResult("poll", context -> result(context, null));
        kinds.addResult("ppoll", context -> result(context, left(context, 2, Times.TIMESPEC)));
    }

    private static Value asked(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder entry = new StructBuilder(bytes, offset);
        int fd = entry.int32(0);
        entry.add("fd", Descriptors.fd(context, fd));
        if (fd >= 0) entry.add("events", EVENTS.flags(entry.uint16(4)));
        return entry.build();
    }

    private static Result result(DecodeContext context, @Nullable String left) {
        if (context.result() == 0) return TIMEOUT;
        Value ready = ready(context, context.register(0), context.register(1) & 0xffffffffL);
        StringBuilder note = new StringBuilder();
        if (ready != null) ValueText.append(note, ready);
        if (left != null) note.append(note.isEmpty() ? "" : ", ").append(left);
        Value count = new Value.Int((int) context.result(), Base.DECIMAL);
        return new Result(count, null, null, note.isEmpty() ? null : note.toString());
    }

    private static @Nullable Value ready(DecodeContext context, long address, long count) {
        ByteBuffer bytes = context.read(address, (int) Math.min(count, MOST) * SIZE);
        if (bytes == null) return null;
        int limit = context.options().stringLimit();
        List<Value> ready = new ArrayList<>();
        for (int at = 0; at < bytes.limit(); at += SIZE) {
            int events = bytes.getShort(at + REVENTS) & 0xffff;
            if (events == 0) continue;
            if (ready.size() >= limit) return new Value.Sequence(ready, true);
            ready.add(new StructBuilder(bytes, at)
                    .i32("fd", 0)
                    .add("revents", EVENTS.flags(events))
                    .build());
        }
        return new Value.Sequence(ready, false);
    }

    /** Returns what is left of a timeout that the kernel counts down, or null without one. */
    static @Nullable String left(DecodeContext context, int index, Layout layout) {
        if (context.result() <= 0) return null;
        Value left = Pointers.struct(context, context.register(index), Times.SIZE, layout);
        return Pointers.isAddress(left) ? null : "left " + ValueText.of(left);
    }
}
