package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types of fields in {@code layouts.tsv}: numbers ({@code i u x o} with their bits), constants ({@code enum32(v)},
 * {@code flags64(v)}), pointers, texts, addresses, arrays ({@code x32[3]}) and structures.
 */
final class FieldTypes {
    private FieldTypes() {}

    /** A type with C's size and alignment. */
    record Type(int size, int alignment, boolean optional, FieldLayout.Reader reader) {}

    static Type parse(Map<String, FieldLayout> known, KernelText.Line line, String text) {
        if (text.endsWith("?")) {
            Type type = parse(known, line, text.substring(0, text.length() - 1));
            return new Type(type.size(), type.alignment(), true, type.reader());
        }
        if (text.endsWith("]")) {
            int open = text.lastIndexOf('[');
            int count = line.decimalInt(text.substring(open + 1, text.length() - 1), "count");
            return array(parse(known, line, text.substring(0, open)), count);
        }
        int open = text.indexOf('(');
        if (open < 0) return plain(line, text);
        return detailed(known, line, text.substring(0, open), text.substring(open + 1, text.length() - 1));
    }

    private static Type array(Type element, int count) {
        return new Type(element.size() * count, element.alignment(), false, (context, bytes, at) -> {
            List<Value> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(element.reader().read(context, bytes, at + i * element.size()));
            }
            return new Value.Sequence(values, false);
        });
    }

    private static Type plain(KernelText.Line line, String name) {
        return switch (name) {
            case "i8", "i16", "i32", "i64" -> number(bits(line, name), true, Base.DECIMAL);
            case "u8", "u16", "u32", "u64" -> number(bits(line, name), false, Base.UNSIGNED);
            case "x8", "x16", "x32", "x64" -> number(bits(line, name), false, Base.HEX);
            case "o16", "o32" -> number(bits(line, name), false, Base.OCTAL);
            case "ptr" -> of(8, (context, bytes, at) -> new Value.Address(bytes.getLong(at)));
            case "fd" -> of(4, (context, bytes, at) -> Descriptors.fd(context, bytes.getInt(at)));
            case "fd64" -> of(8, (context, bytes, at) -> Descriptors.fd(context, bytes.getLong(at)));
            case "key" -> of(4, (context, bytes, at) -> KeyKinds.key(bytes.getInt(at)));
            case "groups" -> of(4, (context, bytes, at) -> Networks.groups(bytes.getInt(at)));
            case "uid" -> of(4, (context, bytes, at) -> BasicKinds.id(bytes.getInt(at)));
            case "string" -> of(8, (context, bytes, at) -> Strings.string(context, bytes.getLong(at)));
            case "path" -> of(8, (context, bytes, at) -> Strings.path(context, bytes.getLong(at)));
            case "interface" -> of(4, (context, bytes, at) -> Internet.interfaceIndex(context, bytes.getInt(at)));
            case "port" -> of(2, (context, bytes, at) -> Internet.port(bytes, at));
            case "big32" -> of(4, (context, bytes, at) -> Internet.big32(bytes, at));
            case "ipv4" -> of(4, (context, bytes, at) -> Internet.ipv4(bytes, at));
            case "ethernet" -> of(2, (context, bytes, at) -> Networks.ethernetProtocol(Internet.big16(bytes, at)));
            case "kernel_version" -> of(4, (context, bytes, at) -> kernelVersion(bytes.getInt(at)));
            default -> throw line.error("type", "there is no type " + name);
        };
    }

    private static Type detailed(Map<String, FieldLayout> known, KernelText.Line line, String name, String detail) {
        switch (name) {
            case "enum8", "enum16", "enum32", "enum64" -> {
                Vocabulary vocabulary = Vocabulary.of(detail);
                int size = bits(line, name) / 8;
                return of(size, (context, bytes, at) -> vocabulary.symbol(unsigned(bytes, at, size)));
            }
            case "flags8", "flags16", "flags32", "flags64" -> {
                Vocabulary vocabulary = Vocabulary.of(detail);
                int size = bits(line, name) / 8;
                return of(size, (context, bytes, at) -> vocabulary.flags(unsigned(bytes, at, size)));
            }
            case "text" -> {
                int size = line.decimalInt(detail, "length");
                return new Type(size, 1, false, (context, bytes, at) -> text(bytes, at, size));
            }
            case "bytes" -> {
                int size = line.decimalInt(detail, "length");
                return new Type(size, 1, false, (context, bytes, at) -> quoted(context, bytes, at, size));
            }
            case "ipv6" -> {
                return new Type(16, 4, false, (context, bytes, at) -> Internet.ipv6(bytes, at, detail));
            }
            case "struct" -> {
                @Nullable FieldLayout layout = known.get(detail);
                if (layout == null) throw line.error("type", "there is no layout " + detail + " above");
                return new Type(layout.size(), 4, false, layout::decode);
            }
            case "struct64" -> {
                Type type = detailed(known, line, "struct", detail);
                return new Type(type.size(), 8, false, type.reader());
            }
            default -> throw line.error("type", "there is no type " + name);
        }
    }

    private static Type of(int size, FieldLayout.Reader reader) {
        return new Type(size, size, false, reader);
    }

    private static int bits(KernelText.Line line, String name) {
        int digits = name.length();
        while (name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') digits--;
        return line.decimalInt(name.substring(digits), "bits");
    }

    private static Type number(int bits, boolean signed, Base base) {
        int size = bits / 8;
        return of(
                size,
                (context, bytes, at) ->
                        new Value.Int(signed ? signed(bytes, at, size) : unsigned(bytes, at, size), base));
    }

    static long unsigned(ByteBuffer bytes, int at, int size) {
        return switch (size) {
            case 1 -> bytes.get(at) & 0xffL;
            case 2 -> bytes.getShort(at) & 0xffffL;
            case 4 -> bytes.getInt(at) & 0xffffffffL;
            default -> bytes.getLong(at);
        };
    }

    private static long signed(ByteBuffer bytes, int at, int size) {
        return switch (size) {
            case 1 -> bytes.get(at);
            case 2 -> bytes.getShort(at);
            case 4 -> bytes.getInt(at);
            default -> bytes.getLong(at);
        };
    }

    /** Returns an array of characters that ends with a zero; without one, it is cut before its last character. */
    static Value text(ByteBuffer bytes, int at, int size) {
        int end = 0;
        while (end < size && bytes.get(at + end) != 0) end++;
        boolean cut = end == size;
        return new Value.Text(latin1(bytes, at, cut ? size - 1 : end), cut);
    }

    /** Returns bytes in quotation marks, cut to the string limit. */
    static Value quoted(DecodeContext context, ByteBuffer bytes, int at, int size) {
        int shown = Math.min(size, context.options().stringLimit());
        return new Value.Text(latin1(bytes, at, shown), shown < size);
    }

    static String latin1(ByteBuffer bytes, int at, int length) {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (char) (bytes.get(at + i) & 0xff);
        }
        return new String(characters);
    }

    private static Value kernelVersion(int version) {
        return new Value.Applied(
                "KERNEL_VERSION",
                List.of(
                        new Value.Int(version >>> 16, Base.DECIMAL),
                        new Value.Int(version >>> 8 & 0xff, Base.DECIMAL),
                        new Value.Int(version & 0xff, Base.DECIMAL)));
    }
}
