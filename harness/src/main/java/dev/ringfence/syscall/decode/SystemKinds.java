package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What concerns the whole system: names, memory, kernels to boot, segments. */
final class SystemKinds {
    private static final int NAME = 65;
    private static final List<String> NAMES =
            List.of("sysname", "nodename", "release", "version", "machine", "domainname");
    private static final int SHORT = 2;
    private static final int SYSINFO_SIZE = 112;
    /** {@code struct kexec_segment}: buf, bufsz, mem, memsz. */
    private static final int SEGMENT_SIZE = 32;

    private static final long MOST_SEGMENTS = 16;
    private static final long LONGEST_NAME = 64;
    private static final long ARCHITECTURE = 0xffff0000L;
    private static final long LOW_32 = 0xffffffffL;
    private static final Vocabulary ARCHITECTURES = Vocabulary.of("kexec_arch");
    private static final Vocabulary KEXEC_FLAGS = Vocabulary.of("kexec");
    private static final int EFD_SLOT_SIZE = 12;

    private SystemKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("oututsname", Pointers.out(NAMES.size() * NAME, SystemKinds::names));
        kinds.add("outsysinfo", Pointers.out(SYSINFO_SIZE, SystemKinds::sysinfo));
        kinds.add("hostname", (context, index) -> {
            long length = context.register(index + 1) & LOW_32;
            long address = context.register(index);
            return length > LONGEST_NAME ? new Value.Address(address) : Strings.buffer(context, address, length);
        });
        kinds.add("kexec_segments", (context, index) -> {
            long count = context.register(index - 1);
            long address = context.register(index);
            return Long.compareUnsigned(count, MOST_SEGMENTS) > 0
                    ? new Value.Address(address)
                    : Pointers.array(context, address, count, SEGMENT_SIZE, SystemKinds::segment);
        });
        kinds.add("kexec_flags", (context, index) -> kexecFlags(context.register(index)));
        kinds.add("kcmp_slot", Pointers.in(EFD_SLOT_SIZE, SystemKinds::slot));
        kinds.add("logbuf", (context, index) -> {
            if (!context.isExit()) return Value.Pending.LATE;
            long address = context.register(index);
            return context.failed() ? new Value.Address(address) : Strings.buffer(context, address, context.result());
        });
        kinds.add("outrandom", SystemKinds::random);
    }

    private static Value names(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder struct = new StructBuilder(bytes, offset);
        byte[] name = new byte[NAME];
        int shown = context.options().abbreviate() ? SHORT : NAMES.size();
        for (int i = 0; i < shown; i++) {
            bytes.get(offset + i * NAME, name);
            String all = new String(name, StandardCharsets.ISO_8859_1);
            int end = all.indexOf(0);
            boolean cut = end < 0;
            struct.add(NAMES.get(i), new Value.Text(all.substring(0, cut ? NAME - 1 : end), cut));
        }
        return shown < NAMES.size() ? struct.buildAbbreviated() : struct.build();
    }

    private static Value sysinfo(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder info = new StructBuilder(bytes, offset).i64("uptime", 0);
        info.add(
                "loads", new Value.Sequence(List.of(unsigned(info, 8), unsigned(info, 16), unsigned(info, 24)), false));
        return info.u64("totalram", 32)
                .u64("freeram", 40)
                .u64("sharedram", 48)
                .u64("bufferram", 56)
                .u64("totalswap", 64)
                .u64("freeswap", 72)
                .u16("procs", 80)
                .u64("totalhigh", 88)
                .u64("freehigh", 96)
                .u32("mem_unit", 104)
                .build();
    }

    private static Value unsigned(StructBuilder struct, int offset) {
        return new Value.Int(struct.int64(offset), Base.UNSIGNED);
    }

    private static Value segment(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .address("buf", 0)
                .u64("bufsz", 8)
                .address("mem", 16)
                .u64("memsz", 24)
                .build();
    }

    private static Value kexecFlags(long flags) {
        Value architecture = ARCHITECTURES.symbol(flags & ARCHITECTURE);
        long rest = flags & ~ARCHITECTURE;
        return rest == 0 ? architecture : new Value.Joined(List.of(architecture, KEXEC_FLAGS.flags(rest)), "|");
    }

    /** {@code struct kcmp_epoll_slot}. */
    private static Value slot(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder slot = new StructBuilder(bytes, offset);
        return slot.add("efd", Descriptors.fd(context, slot.uint32(0)))
                .add("tfd", Descriptors.fd(context, slot.uint32(4)))
                .u32("toff", 8)
                .build();
    }

    private static Value random(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (context.failed()) return new Value.Address(address);
        Value text = Strings.buffer(context, address, context.result());
        return text instanceof Value.Text bytes ? new Value.Text(bytes.latin1(), bytes.cut(), true) : text;
    }
}
