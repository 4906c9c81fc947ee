package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct clone_args} of clone3(2): flags 0, pidfd 8, child_tid 16, parent_tid 24, exit_signal 32, stack 40, stack_size
 * 48, tls 56; since version 1 set_tid 64, set_tid_size 72; since version 2 cgroup 80. What the kernel stores is written behind
 * {@code =>}.
 */
final class Clone3 {
    private static final int VERSION_0 = 64;
    private static final int VERSION_1 = 80;
    private static final int VERSION_2 = 88;
    private static final int LARGEST = 4096;
    private static final long INTO_CGROUP = 0x200000000L;
    /** Levels of process-id namespaces: more ids than that the kernel does not take. */
    private static final long MOST_TIDS = 32;

    private static final int PIDFD = 8;
    private static final int CHILD_TID = 16;
    private static final int PARENT_TID = 24;
    private static final int EXIT_SIGNAL = 32;
    private static final int STACK = 40;
    private static final int STACK_SIZE = 48;
    private static final int TLS = 56;
    private static final int SET_TID = 64;
    private static final int SET_TID_SIZE = 72;
    private static final int CGROUP = 80;

    private Clone3() {}

    static Value decode(DecodeContext context, int index) {
        long address = context.register(index);
        if (context.isExit()) return exit(context, index, address);
        long size = context.register(index + 1);
        byte[] bytes = read(context, address, size);
        if (bytes.length == 0) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        ByteBuffer args = DecodeContext.wrap(bytes);
        Value value = entered(context, args, size);
        boolean stores = (args.getLong(0) & (CloneKinds.PIDFD | CloneKinds.PARENT_SETTID)) != 0;
        return stores || size > VERSION_2 ? new Value.Pending(value, true) : value;
    }

    /** Returns what the program passes, with zeros up to what is known; nothing where it cannot be read or is too short. */
    private static byte[] read(DecodeContext context, long address, long size) {
        if (Long.compareUnsigned(size, VERSION_0) < 0) return new byte[0];
        int length = Long.compareUnsigned(size, LARGEST) > 0 ? VERSION_2 : (int) size;
        byte[] bytes = new byte[Math.max(length, VERSION_2)];
        return context.view().read(address, bytes, length) == length ? bytes : new byte[0];
    }

    private static Value entered(DecodeContext context, ByteBuffer bytes, long size) {
        StructBuilder struct = new StructBuilder(bytes, 0).flags64("flags", 0, CloneKinds.FLAGS);
        long flags = struct.int64(0);
        if ((flags & CloneKinds.PIDFD) != 0) struct.address("pidfd", PIDFD);
        if ((flags & (CloneKinds.CHILD_SETTID | CloneKinds.CHILD_CLEARTID)) != 0)
            struct.address("child_tid", CHILD_TID);
        if ((flags & CloneKinds.PARENT_SETTID) != 0) struct.address("parent_tid", PARENT_TID);
        struct.add("exit_signal", signal(struct.int64(EXIT_SIGNAL)));
        struct.address("stack", STACK).x64("stack_size", STACK_SIZE);
        if ((flags & CloneKinds.SETTLS) != 0) struct.address("tls", TLS);
        if (size > VERSION_0) addTids(context, struct);
        if (size > VERSION_1 && ((flags & INTO_CGROUP) != 0 || struct.int64(CGROUP) != 0)) struct.u64("cgroup", CGROUP);
        addRest(struct, bytes);
        return struct.build();
    }

    private static Value signal(long number) {
        return number == (int) number ? Signals.signal(number) : new Value.Int(number, Base.UNSIGNED);
    }

    private static void addTids(DecodeContext context, StructBuilder struct) {
        long tids = struct.int64(SET_TID);
        long count = struct.int64(SET_TID_SIZE);
        if (tids == 0 && count == 0) return;
        struct.add(
                "set_tid",
                Long.compareUnsigned(count, MOST_TIDS) > 0 || count == 0
                        ? new Value.Address(tids)
                        : Pointers.array(context, tids, count, Integer.BYTES, CloneKinds::number));
        struct.u64("set_tid_size", SET_TID_SIZE);
    }

    /** Bytes behind what is known, where they are not zero, so that nothing that was asked for is hidden. */
    private static void addRest(StructBuilder struct, ByteBuffer bytes) {
        String rest = rest(bytes);
        if (rest.isEmpty()) return;
        Value comment = new Value.Word("/* bytes " + VERSION_2 + ".." + (bytes.capacity() - 1) + " */");
        struct.add("", new Value.Joined(List.of(comment, new Value.Text(rest, false, true)), " "));
    }

    private static String rest(ByteBuffer bytes) {
        byte[] behind = new byte[bytes.capacity() - VERSION_2];
        bytes.get(VERSION_2, behind);
        String rest = new String(behind, StandardCharsets.ISO_8859_1);
        return rest.chars().allMatch(b -> b == 0) ? "" : rest;
    }

    private static Value exit(DecodeContext context, int index, long address) {
        Value before = context.before(index);
        if (before == null) return new Value.Address(address);
        byte[] read = context.failed() ? new byte[0] : read(context, address, context.register(index + 1));
        if (read.length == 0) return before;
        ByteBuffer bytes = DecodeContext.wrap(read);
        long flags = bytes.getLong(0);
        StructBuilder struct = new StructBuilder(bytes, 0);
        List<Integer> stored = new ArrayList<>();
        if ((flags & CloneKinds.PIDFD) != 0) stored.add(PIDFD);
        if ((flags & CloneKinds.PARENT_SETTID) != 0) stored.add(PARENT_TID);
        for (int offset : stored) {
            Value value = Pointers.boxed(context, struct.int64(offset), Integer.BYTES, CloneKinds::number);
            struct.add(offset == PIDFD ? "pidfd" : "parent_tid", value);
        }
        addRest(struct, bytes);
        Value after = struct.build();
        return after instanceof Value.Struct changed && changed.fields().isEmpty()
                ? before
                : new Value.Changed(before, after);
    }
}
