package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of ioctl of which the program fills in one part and the kernel another. */
final class IoctlSpecials {
    private static final FieldLayout RANGE = Layouts.of("uffdio_range");
    private static final FieldLayout COPY = Layouts.of("uffdio_copy");
    private static final Vocabulary FEATURES = Vocabulary.of("uffd_features");
    private static final Vocabulary REGISTER = Vocabulary.of("uffd_register_mode");
    private static final Vocabulary ZEROPAGE = Vocabulary.of("uffd_zeropage_mode");
    private static final List<String> UFFD_IOCTLS = List.of(
            "_UFFDIO_REGISTER",
            "_UFFDIO_UNREGISTER",
            "_UFFDIO_WAKE",
            "_UFFDIO_COPY",
            "_UFFDIO_ZEROPAGE",
            "",
            "_UFFDIO_WRITEPROTECT",
            "_UFFDIO_CONTINUE");
    private static final int UFFD_API_IOCTL = 63;
    private static final Map<Long, String> NAMESPACES = Map.of(
            0x20000L, "CLONE_NEWNS",
            0x80L, "CLONE_NEWTIME",
            0x2000000L, "CLONE_NEWCGROUP",
            0x4000000L, "CLONE_NEWUTS",
            0x8000000L, "CLONE_NEWIPC",
            0x10000000L, "CLONE_NEWUSER",
            0x20000000L, "CLONE_NEWPID",
            0x40000000L, "CLONE_NEWNET");

    private IoctlSpecials() {}

    static ArgumentDecoder of(String name) {
        return switch (name) {
            case "ifreq_get" -> Interfaces::get;
            case "ifreq_set" -> Interfaces::set;
            case "ifname" -> Interfaces::name;
            case "ifconf" -> Interfaces::list;
            case "entropy" ->
                (context, index) -> Pointers.struct(context, context.register(index), 8, IoctlSpecials::entropy);
            case "uffdio_api" -> (context, index) -> grown(context, index, 24, IoctlSpecials::api);
            case "uffdio_register" -> (context, index) -> grown(context, index, 32, IoctlSpecials::register);
            case "uffdio_copy" -> (context, index) -> grown(context, index, 40, IoctlSpecials::copy);
            case "uffdio_zeropage" -> (context, index) -> grown(context, index, 32, IoctlSpecials::zeropage);
            case "fiemap" -> FileMaps::decode;
            default -> throw new IllegalStateException("no argument of ioctl " + name);
        };
    }

    static @Nullable String namespace(long type) {
        return NAMESPACES.get(type);
    }

    /** {@code struct rand_pool_info}: bits of entropy, size, and the bytes. */
    private static Value entropy(DecodeContext context, ByteBuffer bytes, int at) {
        int size = bytes.getInt(at + 4);
        return new Value.Struct(
                List.of(
                        new Field("entropy_count", decimal(bytes.getInt(at))),
                        new Field("buf_size", decimal(size)),
                        new Field("buf", Strings.buffer(context, context.register(2) + 8, size))),
                false);
    }

    // --- userfaultfd(2) ---

    private interface Part {
        void add(List<Field> fields, DecodeContext context, ByteBuffer bytes, boolean succeeded);
    }

    /** Returns a structure to which a successful call adds fields. */
    private static Value grown(DecodeContext context, int index, int size, Part part) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, size);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        if (!context.isExit()) return new Value.Pending(new Value.Int(bytes.getLong(8), Base.HEX));
        List<Field> fields = new ArrayList<>();
        part.add(fields, context, bytes, !context.failed());
        return new Value.Struct(fields, false);
    }

    private static void api(List<Field> fields, DecodeContext context, ByteBuffer bytes, boolean succeeded) {
        fields.add(new Field("api", new Value.Int(bytes.getLong(0), Base.HEX)));
        long now = bytes.getLong(8);
        long before = context.before(2) instanceof Value.Int asked ? asked.value() : now;
        Value features = FEATURES.flags(before);
        if (succeeded && before != now)
            features = new Value.Changed(
                    features, new Value.Joined(List.of(new Value.Word("features="), FEATURES.flags(now)), ""));
        fields.add(new Field("features", features));
        if (succeeded) fields.add(new Field("ioctls", ioctls(bytes.getLong(16))));
    }

    private static Value ioctls(long raw) {
        List<String> names = new ArrayList<>();
        long rest = raw;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            String name = bit == UFFD_API_IOCTL ? "_UFFDIO_API" : bit < UFFD_IOCTLS.size() ? UFFD_IOCTLS.get(bit) : "";
            if ((raw >>> bit & 1) != 0 && !name.isEmpty()) {
                names.add("1<<" + name);
                rest &= ~(1L << bit);
            }
        }
        return new Value.Flags(raw, names, rest, "_UFFDIO_???");
    }

    private static void register(List<Field> fields, DecodeContext context, ByteBuffer bytes, boolean succeeded) {
        fields.add(new Field("range", RANGE.decode(context, bytes, 0)));
        fields.add(new Field("mode", REGISTER.flags(bytes.getLong(16))));
        if (succeeded) fields.add(new Field("ioctls", ioctls(bytes.getLong(24))));
    }

    private static void copy(List<Field> fields, DecodeContext context, ByteBuffer bytes, boolean succeeded) {
        COPY.addTo(fields, context, bytes, 0, COPY.size());
        if (succeeded) fields.add(new Field("copy", new Value.Int(bytes.getLong(32), Base.HEX)));
    }

    private static void zeropage(List<Field> fields, DecodeContext context, ByteBuffer bytes, boolean succeeded) {
        fields.add(new Field("range", RANGE.decode(context, bytes, 0)));
        fields.add(new Field("mode", ZEROPAGE.flags(bytes.getLong(16))));
        if (succeeded) fields.add(new Field("zeropage", new Value.Int(bytes.getLong(24), Base.HEX)));
    }

    static Value decimal(int number) {
        return new Value.Int(number, Base.DECIMAL);
    }
}
