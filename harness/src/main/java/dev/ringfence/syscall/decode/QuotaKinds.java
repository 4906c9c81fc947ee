package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/** {@code quotactl(2)}: the command has a type in its low 8 bits, and says what the last two arguments are. */
final class QuotaKinds {
    private static final Vocabulary COMMANDS = Vocabulary.of("quotacommands");
    private static final Vocabulary TYPES = Vocabulary.of("quotatypes");
    private static final Vocabulary FORMATS = Vocabulary.of("quotaformats");
    private static final Vocabulary VALID = Vocabulary.of("quotavalid");
    private static final Vocabulary INFO_VALID = Vocabulary.of("quotainfovalid");
    private static final Vocabulary INFO = Vocabulary.of("quotainfo");
    private static final Vocabulary XFS = Vocabulary.of("xfsquota");

    private static final int Q_SYNC = 0x800001;
    private static final int Q_QUOTAON = 0x800002;
    private static final int Q_QUOTAOFF = 0x800003;
    private static final int Q_GETFMT = 0x800004;
    private static final int Q_GETINFO = 0x800005;
    private static final int Q_SETINFO = 0x800006;
    private static final int Q_GETQUOTA = 0x800007;
    private static final int Q_SETQUOTA = 0x800008;
    private static final int Q_GETNEXTQUOTA = 0x800009;
    private static final int Q_XQUOTAON = 0x5801;
    private static final int Q_XQUOTAOFF = 0x5802;
    private static final int Q_XGETQSTAT = 0x5805;
    private static final int Q_XQUOTARM = 0x5806;
    private static final int Q_XQUOTASYNC = 0x5807;
    private static final int Q_XGETQSTATV = 0x5808;

    private static final int DQBLK_SIZE = 72;
    private static final int NEXT_DQBLK_SIZE = 72;
    private static final int DQINFO_SIZE = 24;

    private QuotaKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("quotacommand", (context, index) -> command(context.register(index)));
        kinds.add("quotaid", details -> {
            int command = TextKinds.argument(details);
            return (context, index) -> id(number(context, command), context.register(index));
        });
        kinds.add("quotadata", details -> {
            int command = TextKinds.argument(details);
            return (context, index) -> data(context, number(context, command), index);
        });
    }

    private static int number(DecodeContext context, int command) {
        return (int) context.register(command) >>> 8;
    }

    private static Value command(long register) {
        return new Value.Applied(
                "QCMD", List.of(COMMANDS.symbol((register & 0xffffffffL) >>> 8), TYPES.symbol(register & 0xff)));
    }

    private static Value id(int command, long register) {
        return switch (command) {
            case Q_QUOTAON -> FORMATS.symbol(register & 0xffffffffL);
            case Q_SYNC,
                    Q_QUOTAOFF,
                    Q_GETFMT,
                    Q_GETINFO,
                    Q_SETINFO,
                    Q_XQUOTAON,
                    Q_XQUOTAOFF,
                    Q_XGETQSTAT,
                    Q_XQUOTARM,
                    Q_XQUOTASYNC,
                    Q_XGETQSTATV -> Omitted.VALUE;
            default -> BasicKinds.id(register);
        };
    }

    private static Value data(DecodeContext context, int command, int index) {
        long address = context.register(index);
        return switch (command) {
            case Q_SYNC, Q_QUOTAOFF, Q_XQUOTASYNC -> Omitted.VALUE;
            case Q_QUOTAON -> Strings.path(context, address);
            case Q_SETQUOTA -> Pointers.struct(context, address, DQBLK_SIZE, QuotaKinds::quota);
            case Q_SETINFO -> Pointers.struct(context, address, DQINFO_SIZE, QuotaKinds::info);
            case Q_XQUOTAON, Q_XQUOTAOFF ->
                Pointers.boxed(
                        context, address, Integer.BYTES, (c, bytes, at) -> XFS.flags(bytes.getInt(at) & 0xffffffffL));
            case Q_GETQUOTA -> filled(context, index, DQBLK_SIZE, QuotaKinds::quota);
            case Q_GETNEXTQUOTA -> filled(context, index, NEXT_DQBLK_SIZE, QuotaKinds::nextQuota);
            case Q_GETINFO -> filled(context, index, DQINFO_SIZE, QuotaKinds::info);
            case Q_GETFMT ->
                filled(
                        context,
                        index,
                        Integer.BYTES,
                        Pointers.boxed((c, bytes, at) -> FORMATS.symbol(bytes.getInt(at) & 0xffffffffL)));
            default -> new Value.Address(address);
        };
    }

    private static Value filled(DecodeContext context, int index, int size, Layout layout) {
        return Pointers.out(size, layout).decode(context, index);
    }

    /** {@code struct if_dqblk}: eight {@code __u64} and a {@code __u32} of what is valid. */
    private static Value quota(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder quota = limits(bytes, offset);
        if (context.options().abbreviate()) return quota.buildAbbreviated();
        return quota.u64("dqb_btime", 48)
                .u64("dqb_itime", 56)
                .flags32("dqb_valid", 64, VALID)
                .build();
    }

    /** {@code struct if_nextdqblk}: the same, with the id in the last four bytes. */
    private static Value nextQuota(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder quota = limits(bytes, offset);
        if (!context.options().abbreviate())
            quota.u64("dqb_btime", 48).u64("dqb_itime", 56).flags32("dqb_valid", 64, VALID);
        quota.u32("dqb_id", 68);
        return context.options().abbreviate() ? quota.buildAbbreviated() : quota.build();
    }

    private static StructBuilder limits(ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .u64("dqb_bhardlimit", 0)
                .u64("dqb_bsoftlimit", 8)
                .u64("dqb_curspace", 16)
                .u64("dqb_ihardlimit", 24)
                .u64("dqb_isoftlimit", 32)
                .u64("dqb_curinodes", 40);
    }

    private static Value info(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder info = new StructBuilder(bytes, offset);
        info.add("dqi_bgrace", new Value.Int(info.int64(0), Base.UNSIGNED)).u64("dqi_igrace", 8);
        return info.flags32("dqi_flags", 16, INFO)
                .flags32("dqi_valid", 20, INFO_VALID)
                .build();
    }
}
