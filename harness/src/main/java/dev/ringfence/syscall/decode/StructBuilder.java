package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects the fields of a structure. Offsets count from where the structure begins. */
final class StructBuilder {
    private static final long LOW_32 = 0xffffffffL;

    private final ByteBuffer bytes;
    private final int start;
    private final List<Value.Field> fields = new ArrayList<>();

    StructBuilder(ByteBuffer bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    StructBuilder add(String name, Value value) {
        fields.add(new Value.Field(name, value));
        return this;
    }

    /** Adds a signed 32-bit number. */
    StructBuilder i32(String name, int offset) {
        return add(name, new Value.Int(int32(offset), Base.DECIMAL));
    }

    /** Adds an unsigned 32-bit number. */
    StructBuilder u32(String name, int offset) {
        return add(name, new Value.Int(uint32(offset), Base.DECIMAL));
    }

    /** Adds an unsigned 16-bit number. */
    StructBuilder u16(String name, int offset) {
        return add(name, new Value.Int(uint16(offset), Base.DECIMAL));
    }

    /** Adds a signed 64-bit number. */
    StructBuilder i64(String name, int offset) {
        return add(name, new Value.Int(int64(offset), Base.DECIMAL));
    }

    /** Adds an unsigned 64-bit number. */
    StructBuilder u64(String name, int offset) {
        return add(name, new Value.Int(int64(offset), Base.UNSIGNED));
    }

    /** Adds a 32-bit number in hexadecimal. */
    StructBuilder x32(String name, int offset) {
        return add(name, new Value.Int(uint32(offset), Base.HEX));
    }

    /** Adds a 64-bit number in hexadecimal. */
    StructBuilder x64(String name, int offset) {
        return add(name, new Value.Int(int64(offset), Base.HEX));
    }

    /** Adds a 64-bit pointer that is not followed. */
    StructBuilder address(String name, int offset) {
        return add(name, new Value.Address(int64(offset)));
    }

    /** Adds 32 bits by name. */
    StructBuilder flags32(String name, int offset, Vocabulary vocabulary) {
        return add(name, vocabulary.flags(uint32(offset)));
    }

    /** Adds 64 bits by name. */
    StructBuilder flags64(String name, int offset, Vocabulary vocabulary) {
        return add(name, vocabulary.flags(int64(offset)));
    }

    /** Adds a 32-bit constant by name. */
    StructBuilder enum32(String name, int offset, Vocabulary vocabulary) {
        return add(name, vocabulary.symbol(uint32(offset)));
    }

    int uint8(int offset) {
        return bytes.get(start + offset) & 0xff;
    }

    int uint16(int offset) {
        return bytes.getShort(start + offset) & 0xffff;
    }

    int int32(int offset) {
        return bytes.getInt(start + offset);
    }

    long uint32(int offset) {
        return bytes.getInt(start + offset) & LOW_32;
    }

    long int64(int offset) {
        return bytes.getLong(start + offset);
    }

    /** Returns the structure with all its fields. */
    Value build() {
        return new Value.Struct(fields, false);
    }

    /** Returns the structure, of which not all fields were added: {@code {a=1, ...}}. */
    Value buildAbbreviated() {
        return new Value.Struct(fields, true);
    }
}
