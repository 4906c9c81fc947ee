package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;

/**
 * {@code statmount(2)} and {@code listmount(2)}.
 *
 * <pre>
 * struct mnt_id_req:       0 __u32 size, 4 __u32 spare, 8 __u64 mnt_id, 16 __u64 param, later 24 __u64 mnt_ns_id
 * struct statmount, 512:   0 __u32 size, 4 __u32 mnt_opts, 8 __u64 mask, 16 __u32 sb_dev_major, 20 sb_dev_minor,
 *                         24 __u64 sb_magic, 32 __u32 sb_flags, 36 fs_type, 40 __u64 mnt_id, 48 mnt_parent_id
 * </pre>
 */
final class MountQueryKinds {
    private static final Vocabulary MASK = Vocabulary.of("statmount");
    private static final Vocabulary FILE_SYSTEMS = Vocabulary.of("fsmagic");
    private static final Vocabulary MOUNT = Vocabulary.of("mount");
    private static final int REQUEST_SIZE = 24;
    private static final int REQUEST_SIZE_WITH_NAMESPACE = 32;
    private static final int STATMOUNT_HEAD = 56;
    private static final long SB_BASIC = 1;
    private static final long MNT_BASIC = 2;

    private MountQueryKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("mountrequest", details -> {
            boolean stat = details.get(0).equals("statmount");
            return (context, index) -> request(context, context.register(index), stat);
        });
        kinds.add("statmount", Pointers.out(STATMOUNT_HEAD, MountQueryKinds::answer));
        kinds.add("mountids", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            if (context.failed()) return new Value.Address(address);
            return Pointers.array(
                    context,
                    address,
                    context.result(),
                    Long.BYTES,
                    (c, bytes, at) -> new Value.Int(bytes.getLong(at), Base.HEX));
        });
    }

    /** The structure tells its own size. */
    private static Value request(DecodeContext context, long address, boolean stat) {
        return Pointers.struct(context, address, REQUEST_SIZE, (c, bytes, at) -> {
            StructBuilder request = new StructBuilder(bytes, at).u32("size", 0).x64("mnt_id", 8);
            if (stat) {
                request.flags64("param", 16, MASK);
            } else {
                request.x64("param", 16);
            }
            if (request.uint32(0) >= REQUEST_SIZE_WITH_NAMESPACE) namespace(c, request, address + REQUEST_SIZE);
            return request.build();
        });
    }

    private static void namespace(DecodeContext context, StructBuilder request, long address) {
        ByteBuffer bytes = context.read(address, Long.BYTES);
        request.add(
                "mnt_ns_id", bytes == null ? new Value.Unreadable(address) : new Value.Int(bytes.getLong(0), Base.HEX));
    }

    /** Only what the mask says was filled in. The texts that follow are left out. */
    private static Value answer(DecodeContext context, ByteBuffer bytes, int at) {
        StructBuilder answer = new StructBuilder(bytes, at).u32("size", 0).flags64("mask", 8, MASK);
        long mask = answer.int64(8);
        if ((mask & SB_BASIC) != 0) {
            answer.u32("sb_dev_major", 16).u32("sb_dev_minor", 20);
            answer.add("sb_magic", FILE_SYSTEMS.symbol(answer.int64(24))).flags32("sb_flags", 32, MOUNT);
        }
        if ((mask & MNT_BASIC) != 0) answer.x64("mnt_id", 40).x64("mnt_parent_id", 48);
        return answer.buildAbbreviated();
    }
}
