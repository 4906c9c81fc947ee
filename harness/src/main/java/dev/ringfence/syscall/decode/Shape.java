package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of a structure lie on i386, where no field is aligned to more than 4 bytes and longs and pointers have 4, and
 * where they lie in the same structure on 64 bits.
 */
final class Shape {
    private static final int WORD = 4;
    private static final int WIDE_WORD = 8;
    /** {@code struct iovec}. */
    private static final String VECTOR = "uu";

    private final int narrow;
    private final int wide;
    private final List<Field> fields;

    /**
     * A field.
     *
     * @param from its offset on i386
     * @param size its size there
     * @param signed whether its sign is kept
     * @param to its offset on 64 bits
     * @param wideSize its size there
     * @param pointee what it points to, where that has another layout, too
     */
    private record Field(
            int from,
            int size,
            boolean signed,
            int to,
            int wideSize,
            @Nullable Shape pointee) {}

    /** Where the structure that a pointer points to has another layout, too. */
    @FunctionalInterface
    interface Pointees {
        void add(long address, Shape shape);
    }

    private Shape(int narrow, int wide, List<Field> fields) {
        this.narrow = narrow;
        this.wide = wide;
        this.fields = List.copyOf(fields);
    }

    /**
     * Returns the shape of a structure with these fields, in C's order.
     *
     * @param types letters, as {@code compatible.tsv} explains them
     */
    static Shape of(String types) {
        List<Field> fields = new ArrayList<>(types.length());
        int from = 0;
        int to = 0;
        int largest = 1;
        for (int i = 0; i < types.length(); i++) {
            char type = types.charAt(i);
            to = aligned(to, wideSize(type));
            largest = Math.max(largest, wideSize(type));
            if (type == '8') continue;
            from = aligned(from, Math.min(size(type), WORD));
            fields.add(new Field(from, size(type), type == 's', to, wideSize(type), type == 'v' ? of(VECTOR) : null));
            from += size(type);
            to += wideSize(type);
        }
        return new Shape(aligned(from, Math.min(largest, WORD)), aligned(to, largest), fields);
    }

    /**
     * Returns the shape of a structure whose fields have another order on 64 bits.
     *
     * @param line where its size there is at {@code index}, and then each field with its offset there
     */
    static Shape moved(KernelText.Line line, int index) {
        List<Field> fields = new ArrayList<>();
        int from = 0;
        for (int i = index + 1; i < line.fields().size(); i += 2) {
            char type = line.field(i, "field").charAt(0);
            int to = line.decimalInt(i + 1, "offset");
            if (type != 'x') fields.add(new Field(from, size(type), type == 's', to, wideSize(type), null));
            from += size(type);
        }
        return new Shape(from, line.decimalInt(index, "size"), fields);
    }

    private static int size(char type) {
        return switch (type) {
            case 'u', 's', 'i', 'v', 'x' -> WORD;
            case 'h', 'm', 'w' -> Short.BYTES;
            case 'q' -> Long.BYTES;
            default -> throw new IllegalArgumentException("there is no type " + type);
        };
    }

    private static int wideSize(char type) {
        return switch (type) {
            case 'u', 's', 'v', 'w', 'q', '8' -> WIDE_WORD;
            case 'h' -> Short.BYTES;
            default -> Integer.BYTES;
        };
    }

    private static int aligned(int offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }

    /** Returns its size on i386, in bytes. */
    int narrow() {
        return narrow;
    }

    /** Returns its size on 64 bits, in bytes. */
    int wide() {
        return wide;
    }

    /** Copies the fields of a structure of i386 without pointers to where they are on 64 bits. */
    void widen(ByteBuffer source, int at, ByteBuffer target, int targetAt) {
        widen(source, at, target, targetAt, (address, shape) -> {});
    }

    /** Copies the fields of a structure of i386 to where they are on 64 bits. */
    void widen(ByteBuffer source, int at, ByteBuffer target, int targetAt, Pointees pointees) {
        for (Field field : fields) {
            long value = field.signed()
                    ? source.getInt(at + field.from())
                    : FieldTypes.unsigned(source, at + field.from(), field.size());
            int to = targetAt + field.to();
            switch (field.wideSize()) {
                case Short.BYTES -> target.putShort(to, (short) value);
                case Integer.BYTES -> target.putInt(to, (int) value);
                default -> target.putLong(to, value);
            }
            if (field.pointee() != null) pointees.add(value, field.pointee());
        }
    }
}
