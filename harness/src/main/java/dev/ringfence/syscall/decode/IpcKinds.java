package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Shared memory, message queues and semaphores of System V.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sysvipc.7.html">sysvipc(7)</a>
 */
final class IpcKinds {
    private static final int IPC_SET = 1;
    private static final int MODE = 0777;
    private static final int HUGE_SHIFT = 26;
    private static final long HUGE_MASK = 0x3fL << HUGE_SHIFT;
    private static final Vocabulary FLAGS = Vocabulary.of("ipc_flags");
    private static final Vocabulary SHM_FLAGS = Vocabulary.of("shm_get_flags");
    private static final FieldLayout SET = Layouts.of("ipc_set");
    private static final FieldLayout MSG_SET = Layouts.of("msqid_set");
    private static final FieldLayout SEMAPHORE = Layouts.of("sembuf");
    private static final int IPC_64 = 0x100;
    private static final long LOW_32 = 0xffffffffL;

    private IpcKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("ipc_key", (context, index) -> {
            long key = context.register(index) & LOW_32;
            return key == 0 ? new Value.Symbol(0, "IPC_PRIVATE") : new Value.Int(key, Base.HEX);
        });
        kinds.add("ipc_flags", (context, index) -> permissions(FLAGS, context.register(index) & LOW_32, 0));
        kinds.add("shm_flags", (context, index) -> {
            long raw = context.register(index) & LOW_32;
            return permissions(SHM_FLAGS, raw & ~HUGE_MASK, (raw & HUGE_MASK) >>> HUGE_SHIFT);
        });
        kinds.add("ipc_command", details -> {
            Vocabulary commands = Vocabulary.of(details.get(0));
            return (context, index) -> command(commands, context.register(index) & LOW_32);
        });
        kinds.add("shm_control", (context, index) -> shm(context, index, (int) context.register(1)));
        kinds.add("msg_control", (context, index) -> msg(context, index, (int) context.register(1)));
        kinds.add("sem_control", (context, index) -> sem(context, index, (int) context.register(2)));
        kinds.add(
                "semaphores",
                (context, index) -> Pointers.array(
                        context, context.register(index), context.register(2) & LOW_32, SEMAPHORE.size(), SEMAPHORE));
        kinds.add("message_text", (context, index) -> text(context, context.register(index), context.register(2)));
        kinds.add("outmessage_text", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            return context.failed() ? new Value.Address(address) : text(context, address, context.register(2));
        });
    }

    /** Flags above, permissions in the low nine bits. */
    private static Value permissions(Vocabulary vocabulary, long raw, long huge) {
        Value mode = new Value.Int(raw & MODE, Base.MODE);
        long upper = raw & ~MODE;
        List<Value> parts = new ArrayList<>(3);
        if (upper != 0) parts.add(vocabulary.flags(upper));
        if (huge != 0) parts.add(new Value.Symbol(huge, huge + "<<SHM_HUGE_SHIFT"));
        if (parts.isEmpty()) return mode;
        parts.add(mode);
        return new Value.Joined(parts, "|");
    }

    /** The bit IPC_64 says which version of the structures; it comes before the command. */
    private static Value command(Vocabulary commands, long raw) {
        if ((raw & IPC_64) == 0) return commands.symbol(raw);
        return new Value.Joined(List.of(new Value.Word("IPC_64"), commands.symbol(raw & ~IPC_64)), "|");
    }

    // --- What the control calls take ---

    private static Value shm(DecodeContext context, int index, int command) {
        return switch (command) {
            case IPC_SET -> Pointers.struct(context, context.register(index), SET.size(), named("shm_perm"));
            case 2, 13, 15 -> Pointers.out(112, IpcKinds::segment).decode(context, index);
            case 3 -> Pointers.out(40, Layouts.of("shminfo")).decode(context, index);
            case 14 -> Pointers.out(48, Layouts.of("shm_info")).decode(context, index);
            default -> new Value.Address(context.register(index));
        };
    }

    private static Value msg(DecodeContext context, int index, int command) {
        return switch (command) {
            case IPC_SET -> Pointers.struct(context, context.register(index), MSG_SET.size(), MSG_SET);
            case 2, 11, 13 -> Pointers.out(120, IpcKinds::queue).decode(context, index);
            case 3, 12 -> Pointers.out(32, Layouts.of("msginfo")).decode(context, index);
            default -> new Value.Address(context.register(index));
        };
    }

    private static Value sem(DecodeContext context, int index, int command) {
        return switch (command) {
            case IPC_SET -> Pointers.struct(context, context.register(index), SET.size(), named("sem_perm"));
            case 2, 18, 20 -> Pointers.out(104, IpcKinds::set).decode(context, index);
            case 3, 19 -> Pointers.out(40, Layouts.of("seminfo")).decode(context, index);
            default -> new Value.Address(context.register(index));
        };
    }

    private static Layout named(String field) {
        return (context, bytes, at) ->
                new Value.Struct(List.of(new Field(field, SET.decode(context, bytes, at))), false);
    }

    /** {@code struct ipc64_perm}: key at 0, owner 4, group 8, creator 12 and 16, mode 20. */
    private static Value owner(ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .add("uid", BasicKinds.id(bytes.getInt(at + 4)))
                .add("gid", BasicKinds.id(bytes.getInt(at + 8)))
                .add("mode", new Value.Int(bytes.getInt(at + 20) & LOW_32, Base.OCTAL))
                .i32("key", 0)
                .add("cuid", BasicKinds.id(bytes.getInt(at + 12)))
                .add("cgid", BasicKinds.id(bytes.getInt(at + 16)))
                .build();
    }

    private static Value segment(DecodeContext context, ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .add("shm_perm", owner(bytes, at))
                .u64("shm_segsz", 48)
                .i32("shm_cpid", 80)
                .i32("shm_lpid", 84)
                .u64("shm_nattch", 88)
                .u64("shm_atime", 56)
                .u64("shm_dtime", 64)
                .u64("shm_ctime", 72)
                .build();
    }

    private static Value queue(DecodeContext context, ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .add("msg_perm", owner(bytes, at))
                .u64("msg_stime", 48)
                .u64("msg_rtime", 56)
                .u64("msg_ctime", 64)
                .u64("msg_qnum", 80)
                .u64("msg_qbytes", 88)
                .i32("msg_lspid", 96)
                .i32("msg_lrpid", 100)
                .build();
    }

    private static Value set(DecodeContext context, ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .add("sem_perm", owner(bytes, at))
                .u64("sem_otime", 48)
                .u64("sem_ctime", 64)
                .u64("sem_nsems", 80)
                .build();
    }

    /** {@code struct msgbuf}: a type, and text of the length that the call is given. */
    private static Value text(DecodeContext context, long address, long length) {
        return Pointers.struct(
                context,
                address,
                Long.BYTES,
                (c, bytes, at) -> new Value.Struct(
                        List.of(
                                new Field("mtype", new Value.Int(bytes.getLong(at), Base.DECIMAL)),
                                new Field("mtext", Strings.buffer(c, address + Long.BYTES, length))),
                        false));
    }
}
