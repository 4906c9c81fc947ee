package dev.ringfence.syscall.value;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Writes values as strace(1) writes them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/strace.1.html">strace(1)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ValueText {
    private static final int AT_FDCWD = -100;
    private static final String DELETED = " (deleted)";

    private ValueText() {}

    /** Returns the text of a value. */
    public static String of(Value value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    /** Returns a path as it stands between angle brackets: what is not plain is escaped, and so are the brackets in it. */
    public static String escapedPath(String latin1) {
        if (Escapes.isPlainPath(latin1)) return latin1;
        StringBuilder out = new StringBuilder();
        Escapes.appendPath(out, latin1);
        return out.toString();
    }

    /** Returns a path as it stands between angle brackets, every byte in hexadecimal but for the kernel's mark of a removed file. */
    public static String hexPath(String latin1) {
        boolean deleted = latin1.endsWith(DELETED);
        StringBuilder out = new StringBuilder();
        Escapes.appendBinary(out, deleted ? latin1.substring(0, latin1.length() - DELETED.length()) : latin1);
        return deleted ? out + DELETED : out.toString();
    }

    /** Returns the bytes of a string that is written whole, one in each character; none for any other text. */
    public static Optional<String> string(String text) {
        boolean whole = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return whole ? Optional.of(Escapes.read(text.substring(1, text.length() - 1))) : Optional.empty();
    }

    /** Appends the text of a value; for one that is pending, what is shown of it at the entry. */
    public static void append(StringBuilder out, Value value) {
        if (value instanceof Value.Int number) {
            integer(out, number);
        } else if (value instanceof Value.Address address) {
            address(out, address.value());
        } else if (value instanceof Value.Unreadable unreadable) {
            address(out, unreadable.address());
        } else if (value instanceof Value.Symbol symbol) {
            out.append(symbol.text());
        } else if (value instanceof Value.Flags flags) {
            flags(out, flags);
        } else if (value instanceof Value.Descriptor descriptor) {
            descriptor(out, descriptor);
        } else if (value instanceof Value.Text text) {
            text(out, text);
        } else if (value instanceof Value.Struct struct) {
            struct(out, struct);
        } else if (value instanceof Value.Sequence sequence) {
            sequence(out, sequence);
        } else if (value instanceof Value.MemberSet set) {
            out.append(set.complement() ? "~[" : "[")
                    .append(String.join(" ", set.members()))
                    .append(']');
        } else if (value instanceof Value.Changed changed) {
            append(out, changed.before());
            out.append(" => ");
            append(out, changed.after());
        } else if (value instanceof Value.Joined joined) {
            list(out, joined.parts(), joined.operator());
        } else if (value instanceof Value.Applied applied) {
            out.append(applied.function()).append('(');
            list(out, applied.arguments(), ", ");
            out.append(')');
        } else if (value instanceof Value.Noted noted) {
            append(out, noted.value());
            out.append(" /* ").append(noted.comment()).append(" */");
        } else if (value instanceof Value.Word word) {
            out.append(word.text());
        } else if (value instanceof Value.Pending pending && pending.shown() && pending.before() != null) {
            append(out, pending.before());
        }
    }

    private static void integer(StringBuilder out, Value.Int number) {
        long value = number.value();
        switch (number.base()) {
            case DECIMAL -> out.append(value);
            case UNSIGNED -> out.append(Long.toUnsignedString(value));
            case HEX -> hex(out, value);
            case OCTAL -> out.append(value == 0 ? "0" : "0" + Long.toOctalString(value));
            case MODE -> mode(out, value);
        }
    }

    private static void mode(StringBuilder out, long value) {
        String digits = Long.toOctalString(value);
        out.append('0').append("0".repeat(Math.max(0, 2 - digits.length()))).append(digits);
    }

    private static void hex(StringBuilder out, long value) {
        if (value == 0) {
            out.append('0');
        } else {
            out.append("0x").append(Long.toHexString(value));
        }
    }

    private static void address(StringBuilder out, long address) {
        if (address == 0) {
            out.append("NULL");
        } else {
            out.append("0x").append(Long.toHexString(address));
        }
    }

    private static void flags(StringBuilder out, Value.Flags flags) {
        if (flags.names().isEmpty()) {
            hex(out, flags.rest());
            if (flags.rest() != 0 && !flags.vocabulary().isEmpty())
                out.append(" /* ").append(flags.vocabulary()).append(" */");
            return;
        }
        out.append(String.join("|", flags.names()));
        if (flags.rest() != 0) {
            out.append('|');
            hex(out, flags.rest());
        }
    }

    private static void descriptor(StringBuilder out, Value.Descriptor descriptor) {
        boolean current = descriptor.directory() && descriptor.fd() == AT_FDCWD;
        if (current) {
            out.append("AT_FDCWD");
        } else {
            out.append(descriptor.fd());
        }
        if (descriptor.target() != null) target(out, descriptor.target(), current);
    }

    /** The kernel marks the link of a file that has no name any more; strace writes that mark behind the bracket, but for the current directory. */
    private static void target(StringBuilder out, String target, boolean current) {
        boolean deleted = !current && target.endsWith(DELETED);
        out.append('<').append(target, 0, deleted ? target.length() - DELETED.length() : target.length());
        out.append(deleted ? ">(deleted)" : ">");
    }

    private static void text(StringBuilder out, Value.Text text) {
        out.append('"');
        if (text.binary()) {
            Escapes.appendBinary(out, text.latin1());
        } else {
            Escapes.append(out, text.latin1());
        }
        out.append(text.cut() ? "\"..." : "\"");
    }

    private static void struct(StringBuilder out, Value.Struct struct) {
        out.append('{');
        String separator = "";
        for (Value.Field field : struct.fields()) {
            out.append(separator);
            if (!field.name().isEmpty()) out.append(field.name()).append('=');
            append(out, field.value());
            separator = ", ";
        }
        if (struct.abbreviated()) out.append(separator).append("...");
        out.append('}');
    }

    private static void sequence(StringBuilder out, Value.Sequence sequence) {
        out.append('[');
        list(out, sequence.elements(), ", ");
        if (sequence.cut()) out.append(sequence.elements().isEmpty() ? "..." : ", ...");
        out.append(']');
    }

    private static void list(StringBuilder out, List<Value> values, String separator) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) out.append(separator);
            append(out, values.get(i));
        }
    }
}
