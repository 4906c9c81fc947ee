package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What {@code stat}, {@code statx} and {@code statfs} tell.
 *
 * <pre>
 * struct stat (x86_64), 144 bytes:                  struct statx, 256 bytes:
 *     0 unsigned long st_dev                           0 __u32 stx_mask, 4 stx_blksize
 *     8 unsigned long st_ino                           8 __u64 stx_attributes
 *    16 unsigned long st_nlink                        16 __u32 stx_nlink, 20 stx_uid, 24 stx_gid
 *    24 unsigned int  st_mode, 28 st_uid, 32 st_gid   28 __u16 stx_mode
 *    40 unsigned long st_rdev                         32 __u64 stx_ino, 40 stx_size, 48 stx_blocks
 *    48 long          st_size                         56 __u64 stx_attributes_mask
 *    56 long          st_blksize                      64 struct statx_timestamp stx_atime, 80 stx_btime,
 *    64 long          st_blocks                          96 stx_ctime, 112 stx_mtime
 *    72 unsigned long st_atime, 80 st_atime_nsec     128 __u32 stx_rdev_major, 132 stx_rdev_minor,
 *    88 unsigned long st_mtime, 96 st_mtime_nsec         136 stx_dev_major, 140 stx_dev_minor
 *   104 unsigned long st_ctime, 112 st_ctime_nsec    144 __u64 stx_mnt_id
 *                                                    152 __u32 stx_dio_mem_align, 156 stx_dio_offset_align
 * </pre>
 */
final class StatLayouts {
    private static final int STAT_SIZE = 144;
    private static final int STATX_SIZE = 256;
    private static final int STATFS_SIZE = 120;

    private static final Vocabulary STATX_MASK = Vocabulary.of("statxmask");
    private static final Vocabulary STATX_ATTRIBUTES = Vocabulary.of("statxattributes");
    private static final Vocabulary FILE_SYSTEMS = Vocabulary.of("fsmagic");
    private static final Vocabulary STATFS_FLAGS = Vocabulary.of("statfs");
    private static final long STATX_BTIME = 0x800;
    private static final long STATX_MNT_ID = 0x1000;
    private static final long STATX_DIOALIGN = 0x2000;

    private StatLayouts() {}

    static void addTo(Kinds kinds) {
        kinds.add("stat", Pointers.out(STAT_SIZE, StatLayouts::stat));
        kinds.add("statx", Pointers.out(STATX_SIZE, StatLayouts::statx));
        kinds.add("statfs", Pointers.out(STATFS_SIZE, StatLayouts::statfs));
    }

    private static Value stat(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder stat = new StructBuilder(bytes, offset);
        long mode = stat.uint32(24);
        boolean all = !context.options().abbreviate();
        if (all) stat.add("st_dev", Devices.makedev(stat.int64(0))).u64("st_ino", 8);
        stat.add("st_mode", Modes.of(mode));
        if (all) {
            stat.u64("st_nlink", 16).u32("st_uid", 28).u32("st_gid", 32);
            stat.u64("st_blksize", 56).u64("st_blocks", 64);
        }
        if (Modes.isDevice(mode)) {
            stat.add("st_rdev", Devices.makedev(stat.int64(40)));
        } else {
            stat.u64("st_size", 48);
        }
        if (!all) return stat.buildAbbreviated();
        time(stat, "st_atime", 72);
        time(stat, "st_mtime", 88);
        time(stat, "st_ctime", 104);
        return stat.build();
    }

    private static void time(StructBuilder stat, String name, int offset) {
        long seconds = stat.int64(offset);
        long nanos = stat.int64(offset + 8);
        stat.add(name, Dates.withNanos(new Value.Int(seconds, Base.DECIMAL), seconds, nanos));
        stat.u64(name + "_nsec", offset + 8);
    }

    private static Value statx(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder statx = new StructBuilder(bytes, offset);
        boolean all = !context.options().abbreviate();
        statx.flags32("stx_mask", 0, STATX_MASK);
        if (all) statx.u32("stx_blksize", 4);
        statx.flags64("stx_attributes", 8, STATX_ATTRIBUTES);
        if (all) statx.u32("stx_nlink", 16).u32("stx_uid", 20).u32("stx_gid", 24);
        statx.add("stx_mode", Modes.of(statx.uint16(28)));
        if (all) statx.u64("stx_ino", 32);
        statx.u64("stx_size", 40);
        return all ? rest(statx) : statx.buildAbbreviated();
    }

    private static Value rest(StructBuilder statx) {
        long mask = statx.uint32(0);
        statx.u64("stx_blocks", 48).flags64("stx_attributes_mask", 56, STATX_ATTRIBUTES);
        timestamp(statx, "stx_atime", 64);
        if ((mask & STATX_BTIME) != 0) timestamp(statx, "stx_btime", 80);
        timestamp(statx, "stx_ctime", 96);
        timestamp(statx, "stx_mtime", 112);
        statx.u32("stx_rdev_major", 128).u32("stx_rdev_minor", 132);
        statx.u32("stx_dev_major", 136).u32("stx_dev_minor", 140);
        if ((mask & STATX_MNT_ID) != 0) statx.x64("stx_mnt_id", 144);
        if ((mask & STATX_DIOALIGN) != 0) statx.u32("stx_dio_mem_align", 152).u32("stx_dio_offset_align", 156);
        return statx.build();
    }

    private static void timestamp(StructBuilder statx, String name, int offset) {
        long seconds = statx.int64(offset);
        long nanos = statx.uint32(offset + 8);
        Value time = new Value.Struct(
                List.of(
                        new Value.Field("tv_sec", new Value.Int(seconds, Base.DECIMAL)),
                        new Value.Field("tv_nsec", new Value.Int(nanos, Base.DECIMAL))),
                false);
        statx.add(name, Dates.withNanos(time, seconds, nanos));
    }

    /** {@code struct statfs} on 64 bits: longs, but for the two ints of {@code f_fsid} at 56. */
    private static Value statfs(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder statfs = new StructBuilder(bytes, offset);
        statfs.add("f_type", FILE_SYSTEMS.symbol(statfs.int64(0)));
        statfs.u64("f_bsize", 8).u64("f_blocks", 16).u64("f_bfree", 24).u64("f_bavail", 32);
        statfs.u64("f_files", 40).u64("f_ffree", 48);
        Value halves = new Value.Sequence(
                List.of(new Value.Int(statfs.uint32(56), Base.HEX), new Value.Int(statfs.uint32(60), Base.HEX)), false);
        statfs.add("f_fsid", new Value.Struct(List.of(new Value.Field("val", halves)), false));
        return statfs.u64("f_namelen", 64)
                .u64("f_frsize", 72)
                .flags64("f_flags", 80, STATFS_FLAGS)
                .build();
    }
}
