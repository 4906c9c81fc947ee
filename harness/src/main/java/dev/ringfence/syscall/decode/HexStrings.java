package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.decode.DecodeOptions.Strings;
import dev.ringfence.syscall.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets strings be written in hexadecimal ({@code -x}, {@code -xx}), those in structures and arguments of macros, too. */
final class HexStrings {
    private static final String WHITE_SPACE = "\t\n\u000b\f\r";

    private HexStrings() {}

    /** Returns a value with its strings as asked for. */
    static Value in(Value value, Strings strings) {
        if (strings == Strings.PLAIN) return value;
        if (value instanceof Value.Text text) {
            return new Value.Text(text.latin1(), text.cut(), text.binary() || isHex(text.latin1(), strings));
        } else if (value instanceof Value.Struct struct) {
            List<Value.Field> fields = struct.fields().stream()
                    .map(field -> new Value.Field(field.name(), in(field.value(), strings)))
                    .toList();
            return new Value.Struct(fields, struct.abbreviated());
        } else if (value instanceof Value.Sequence sequence) {
            return new Value.Sequence(in(sequence.elements(), strings), sequence.cut());
        } else if (value instanceof Value.Changed changed) {
            return new Value.Changed(in(changed.before(), strings), in(changed.after(), strings));
        } else if (value instanceof Value.Joined joined) {
            return new Value.Joined(in(joined.parts(), strings), joined.operator());
        } else if (value instanceof Value.Applied applied) {
            return new Value.Applied(applied.function(), in(applied.arguments(), strings));
        } else if (value instanceof Value.Noted noted) {
            return new Value.Noted(in(noted.value(), strings), noted.comment());
        }
        return value;
    }

    private static List<Value> in(List<Value> values, Strings strings) {
        return values.stream().map(value -> in(value, strings)).toList();
    }

    /** Returns whether a string is written so. */
    static boolean isHex(@Nullable String latin1, Strings strings) {
        if (latin1 == null || strings == Strings.PLAIN) return false;
        return strings == Strings.HEX || !latin1.chars().allMatch(HexStrings::isAscii);
    }

    private static boolean isAscii(int c) {
        return (c >= 0x20 && c <= 0x7e) || WHITE_SPACE.indexOf(c) >= 0;
    }
}
