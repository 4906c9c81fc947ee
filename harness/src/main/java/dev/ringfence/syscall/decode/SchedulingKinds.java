package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import java.util.ArrayList;
import java.util.List;

/** Processors a thread may run on, and priorities. */
final class SchedulingKinds {
    /** More bytes of a set are not read: the kernel's own is 1024 bytes with the most processors it can be built for. */
    private static final int LARGEST_SET = 1 << 13;

    private static final int CLASS_SHIFT = 13;
    private static final long PRIORITY = (1 << CLASS_SHIFT) - 1;
    private static final long LOW_32 = 0xffffffffL;
    private static final Vocabulary CLASSES = Vocabulary.of("ioprio_class");

    private SchedulingKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("cpuset", (context, index) -> processors(context, index, context.register(index - 1) & LOW_32));
        kinds.add("outcpuset", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            return context.failed()
                    ? new Value.Address(context.register(index))
                    : processors(context, index, context.result());
        });
        kinds.add("sched_param", Pointers.in(Integer.BYTES, Pointers.boxed(CloneKinds::number)));
        kinds.add("outsched_param", Pointers.out(Integer.BYTES, Pointers.boxed(CloneKinds::number)));
        kinds.add("sched_attr", SchedulingAttributes::in);
        kinds.add("outsched_attr", SchedulingAttributes::out);
        kinds.add("ioprio", (context, index) -> priority((int) context.register(index)));
        kinds.addResult("ioprio", context -> {
            Value number = new Value.Int(context.result(), Base.DECIMAL);
            return new Result(number, null, null, ValueText.of(priority((int) context.result())));
        });
    }

    private static Value processors(DecodeContext context, int index, long size) {
        long address = context.register(index);
        if (address == 0) return new Value.Address(0);
        int length = (int) Math.max(0, Math.min(size, LARGEST_SET));
        byte[] bytes = new byte[length];
        int read = length == 0 ? 0 : context.view().read(address, bytes, length);
        if (read < length) return new Value.Unreadable(address);
        List<Value> members = new ArrayList<>();
        for (int i = 0; i < read; i++) {
            for (int bits = bytes[i] & 0xff; bits != 0; bits &= bits - 1) {
                int processor = i * Byte.SIZE + Integer.numberOfTrailingZeros(bits);
                members.add(new Value.Int(processor, Base.DECIMAL));
            }
        }
        if (size > LARGEST_SET) members.add(new Value.Word("..."));
        Value spaced = new Value.Joined(members, " ");
        return new Value.Sequence(members.isEmpty() ? List.of() : List.of(spaced), false);
    }

    private static Value priority(int value) {
        int priorityClass = value >>> CLASS_SHIFT;
        return new Value.Applied(
                "IOPRIO_PRIO_VALUE",
                List.of(CLASSES.symbol(priorityClass), new Value.Int(value & PRIORITY, Base.DECIMAL)));
    }
}
