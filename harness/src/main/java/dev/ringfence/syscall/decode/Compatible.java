package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signature.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an argument is through i386. Many structures are laid out as on 64 bits, others are widened ({@link Shape}); of those
 * that are neither the address is shown, as they would be read as values that nobody passed.
 */
final class Compatible {
    /** Kinds of results that depend on structures which are not widened. */
    private static final Set<String> READS_MEMORY = Set.of("recvmmsg", "ioctl", "variant");

    private static final Shape TIME = Shape.of("ss");
    private static final Shape LOCK = Shape.of("hhssi");
    private static final Shape LOCK_64 = Shape.of("hhqqi");
    private static final int F_GETLK = 5;
    private static final int F_SETLKW = 7;
    private static final int FUTEX_TIMEOUT = 3;

    private static final Map<String, Integer> BEHIND_POINTER = Map.of("select", 5, "mmap", 6);
    private static final String FILE = "compatible.tsv";

    /** What is known of kinds, by how a signature calls them, which may include details. */
    private static final Map<String, Known> KINDS = parse(Resources.text(FILE));

    /**
     * A kind.
     *
     * @param decodedAs the kind of 64 bits that decodes it
     * @param shape of what it points to; null where that is no structure, or one that is laid out the same
     */
    private record Known(String decodedAs, @Nullable Shape shape) {}

    private Compatible() {}

    private static Map<String, Known> parse(String text) {
        Map<String, Known> all = new HashMap<>();
        for (KernelText.Line line : KernelText.lines(FILE, text)) {
            if (line.text().startsWith("#")) continue;
            String layout = line.field(0, "layout");
            if (layout.equals("moved")) {
                add(all, line, line.field(1, "kind"), Shape.moved(line, 2));
                continue;
            }
            Shape shape = layout.equals("=") ? null : Shape.of(layout);
            line.fields().stream().skip(1).forEach(kind -> add(all, line, kind, shape));
        }
        return Map.copyOf(all);
    }

    private static void add(Map<String, Known> all, KernelText.Line line, String kind, @Nullable Shape shape) {
        int colon = kind.indexOf(':');
        Known known = new Known(kind.substring(colon + 1), shape);
        if (all.put(colon < 0 ? kind : kind.substring(0, colon), known) != null)
            throw line.error("kind", kind + " is there twice");
    }

    /** Returns the kinds that are not shown as addresses. */
    static Set<String> kinds() {
        return KINDS.keySet();
    }

    private static @Nullable Known known(Kind kind) {
        Known exactly = KINDS.get(kind.toString());
        return exactly == null ? KINDS.get(kind.name()) : exactly;
    }

    /** Returns the kind as which an argument is decoded, of what {@link #view} shows. */
    static Kind of(Kind kind) {
        if (isFutex(kind)) return kind;
        Known known = known(kind);
        if (known != null)
            return new Kind(
                    known.decodedAs().equals(kind.toString()) ? kind.name() : known.decodedAs(), kind.details());
        return new Kind(kind.name().equals("long") ? "int" : "address", List.of());
    }

    private static boolean isFutex(Kind kind) {
        return kind.name().equals("variant") && kind.details().get(0).equals("futex");
    }

    /** Returns the kind as which a result is decoded. */
    static Kind ofResult(Kind kind) {
        return READS_MEMORY.contains(kind.name()) && !isFutex(kind) ? new Kind("int", List.of()) : kind;
    }

    /** Returns the arguments of a call that is given a pointer to all of them, or null where it is not, or they cannot be read. */
    static long @Nullable [] behindPointer(String call, long[] registers, TraceeView view) {
        int count = BEHIND_POINTER.getOrDefault(call, 0);
        byte[] bytes = new byte[count * Integer.BYTES];
        if (count == 0 || view.read(registers[0], bytes, bytes.length) != bytes.length) return null;
        ByteBuffer words = DecodeContext.wrap(bytes);
        long[] arguments = new long[registers.length];
        for (int i = 0; i < count; i++) {
            arguments[i] = FieldTypes.unsigned(words, i * Integer.BYTES, Integer.BYTES);
        }
        return arguments;
    }

    /**
     * Returns what the kernel takes of the registers, in the order of 64 bits: clone(2) has the thread-local storage before the
     * child's address.
     */
    static long[] registers(String call, long[] registers) {
        long[] taken = new long[registers.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = registers[i] & 0xffffffffL;
        }
        if (call.equals("clone")) {
            long storage = taken[3];
            taken[3] = taken[4];
            taken[4] = storage;
        }
        return taken;
    }

    /** Returns a thread at the entry of a call as decoders of 64 bits want to see it. */
    static TraceeView view(TraceeView view, Signature signature, long[] registers) {
        List<@Nullable Shape> shapes = new ArrayList<>();
        for (Signature.Parameter parameter : signature.parameters()) {
            shapes.add(shape(parameter.kind(), shapes.size(), registers));
        }
        return new WideningView(view, shapes, registers);
    }

    private static @Nullable Shape shape(Kind kind, int index, long[] registers) {
        if (kind.name().equals("fcntl_arg")) return lock((int) registers[1]);
        if (isFutex(kind)) return index == FUTEX_TIMEOUT ? TIME : null;
        Known known = known(kind);
        return known == null ? null : known.shape();
    }

    /** Commands of the first hour have offsets of 32 bits. */
    private static Shape lock(int command) {
        return command >= F_GETLK && command <= F_SETLKW ? LOCK : LOCK_64;
    }
}
