package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Arguments that ptrace(2) has alone. */
final class PtraceKinds {
    static final Vocabulary EVENTS = Vocabulary.of("ptrace_event");

    /** {@code struct ptrace_peeksiginfo_args}: off 0, flags 8, nr 12. */
    private static final int PEEK_SIZE = 16;
    /** {@code struct seccomp_metadata}: filter_off 0, flags 8. */
    private static final int METADATA_SIZE = 16;

    private static final int AT_8 = 8;
    private static final int AT_12 = 12;
    private static final int ADDRESS = 2;
    private static final Vocabulary PEEK_FLAGS = Vocabulary.of("ptrace_peeksiginfo");
    private static final Vocabulary FILTER_FLAGS = Vocabulary.of("seccomp_filter");
    private static final NavigableMap<Long, String> USER = user();

    private PtraceKinds() {}

    private static NavigableMap<Long, String> user() {
        NavigableMap<Long, String> user = new TreeMap<>();
        Vocabulary.of("ptrace_user").forEach((offset, name) -> user.put(offset, userName(name)));
        return user;
    }

    /** {@code 8*RIP}, {@code offsetof(struct user, u_ar0)}, {@code sizeof(struct user)}. */
    private static String userName(String name) {
        if (name.startsWith("8*")) return name;
        return name.equals("sizeof") ? "sizeof(struct user)" : "offsetof(struct user, " + name + ")";
    }

    static void addTo(Kinds kinds) {
        RegisterKinds.addTo(kinds);
        kinds.add("ptrace_user", (context, index) -> user(context.register(index)));
        kinds.add("ptrace_peeksiginfo", Pointers.in(PEEK_SIZE, PtraceKinds::peek));
        kinds.add("outsiginfos", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            return context.failed()
                    ? new Value.Address(address)
                    : Pointers.array(context, address, context.result(), SignalInfo.SIZE, SignalInfo::decode);
        });
        kinds.add("outseccomp_metadata", PtraceKinds::metadata);
        kinds.add("outsyscall_info", SyscallInfo::decode);
    }

    private static Value user(long offset) {
        Map.Entry<Long, String> entry = offset < 0 ? null : USER.floorEntry(offset);
        if (entry == null || (offset > USER.lastKey())) return new Value.Int(offset, Base.HEX);
        long rest = offset - entry.getKey();
        Value name = new Value.Symbol(offset, entry.getValue());
        return rest == 0 ? name : new Value.Joined(List.of(name, new Value.Int(rest, Base.DECIMAL)), "+");
    }

    private static Value peek(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .u64("off", 0)
                .flags32("flags", AT_8, PEEK_FLAGS)
                .u32("nr", AT_12)
                .build();
    }

    /** The kernel stores as much as it says in the result. */
    private static Value metadata(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        long size = context.register(ADDRESS);
        ByteBuffer bytes = context.failed() || size < AT_8 ? null : context.read(address, METADATA_SIZE);
        if (bytes == null) return context.failed() ? new Value.Address(address) : new Value.Unreadable(address);
        StructBuilder metadata = new StructBuilder(bytes, 0).u64("filter_off", 0);
        if (context.result() >= METADATA_SIZE) metadata.flags64("flags", AT_8, FILTER_FLAGS);
        return metadata.build();
    }
}
