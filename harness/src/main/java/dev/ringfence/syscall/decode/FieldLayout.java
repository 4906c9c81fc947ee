package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A structure as a list of fields. */
final class FieldLayout implements Layout {
    private final int size;
    private final Field[] fields;
    private final boolean abbreviated;

    FieldLayout(int size, Field[] fields, boolean abbreviated) {
        this.size = size;
        this.fields = fields;
        this.abbreviated = abbreviated;
    }

    /** Reads the value of a field. */
    interface Reader {
        Value read(DecodeContext context, ByteBuffer bytes, int at);
    }

    /**
     * A field.
     *
     * @param offset from the begin of the structure
     * @param optional whether it is shown only where it is not zero
     * @param reader how it is read; of no use where {@code size} is 0, which marks where a shorter structure may end
     */
    record Field(String name, int offset, int size, boolean optional, Reader reader) {
        static Field end(int offset) {
            return new Field("", offset, 0, false, (context, bytes, at) -> new Value.Word(""));
        }

        private boolean isZero(ByteBuffer bytes, int at) {
            for (int i = 0; i < size; i++) {
                if (bytes.get(at + i) != 0) return false;
            }
            return true;
        }
    }

    int size() {
        return size;
    }

    @Override
    public Value decode(DecodeContext context, ByteBuffer bytes, int offset) {
        return decode(context, bytes, offset, size);
    }

    /** Decodes a structure of which the program says that it is no longer than {@code length}; the bytes hold all of it. */
    Value decode(DecodeContext context, ByteBuffer bytes, int offset, int length) {
        List<Value.Field> values = new ArrayList<>(fields.length);
        addTo(values, context, bytes, offset, length);
        if (fields.length == 1 && fields[0].name().isEmpty())
            return values.get(0).value();
        return new Value.Struct(values, abbreviated && context.options().abbreviate());
    }

    /** Adds the values of the fields to those of a structure. */
    void addTo(List<Value.Field> values, DecodeContext context, ByteBuffer bytes, int offset, int length) {
        for (Field field : fields) {
            int at = offset + field.offset();
            if (field.size() == 0) {
                if (field.offset() >= length) return;
            } else if (!field.optional() || !field.isZero(bytes, at)) {
                values.add(new Value.Field(field.name(), field.reader().read(context, bytes, at)));
            }
        }
    }
}
