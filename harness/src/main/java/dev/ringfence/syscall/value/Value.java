package dev.ringfence.syscall.value;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One decoded argument, field or result of a system call. {@link ValueText} writes it as strace(1) does. What could not be
 * read says so: {@link Unreadable}, never a zero.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Value {

    /** In which base a number is written. */
    enum Base {
        DECIMAL,
        /** Decimal, of the 64 bits without a sign. */
        UNSIGNED,
        /** {@code 0x2a}; nothing but {@code 0} for 0. */
        HEX,
        /** {@code 0644}; nothing but {@code 0} for 0. */
        OCTAL,
        /** Octal with at least three digits, for permissions: {@code 0644}, {@code 007}, {@code 000}. */
        MODE
    }

    /** A number. */
    record Int(long value, Base base) implements Value {
        public Int {
            Objects.requireNonNull(base, "base");
        }
    }

    /** A pointer that is shown and not followed: {@code 0x7ffd1000}, or {@code NULL}. */
    record Address(long value) implements Value {}

    /** A pointer whose target was to be decoded and could not be read; written as its address. */
    record Unreadable(long address) implements Value {}

    /** One of a closed set of constants: {@code SEEK_SET}. Where the kernel knows no name, {@code text} is as strace writes it: {@code 0x7 /* SEEK_??? *}{@code /}. */
    record Symbol(long raw, String text) implements Value {
        public Symbol {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Bits.
     *
     * @param raw all of them
     * @param names of those that have one, in the order in which they are written
     * @param rest the bits that have none
     * @param vocabulary what is written in a comment where no bit has a name, such as {@code O_???}; may be empty
     */
    record Flags(long raw, List<String> names, long rest, String vocabulary) implements Value {
        public Flags {
            names = List.copyOf(names);
            Objects.requireNonNull(vocabulary, "vocabulary");
        }
    }

    /**
     * A descriptor.
     *
     * @param fd its number, or {@code AT_FDCWD} (-100) where {@code directory} allows it
     * @param directory whether -100 stands for the current directory
     * @param target what it refers to, where that was asked for: a path, escaped as in {@link ValueText#escapedPath}, or what
     *     strace shows of a socket or a process instead; a file that was removed has {@code  (deleted)} at its end
     */
    record Descriptor(int fd, boolean directory, @Nullable String target) implements Value {}

    /**
     * Bytes that are shown as a string: escaped, in quotation marks.
     *
     * @param latin1 the bytes, one in each character
     * @param cut whether there are more
     * @param binary whether these are no characters: all are written as {@code \\x2a}
     */
    record Text(String latin1, boolean cut, boolean binary) implements Value {
        public Text {
            Objects.requireNonNull(latin1, "latin1");
        }

        /** Makes one that is written as characters. */
        public Text(String latin1, boolean cut) {
            this(latin1, cut, false);
        }
    }

    /** A structure: {@code {st_mode=S_IFREG|0644, st_size=4096, ...}}. With {@code abbreviated}, not all fields are here. */
    record Struct(List<Field> fields, boolean abbreviated) implements Value {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A field; one without a name (empty) is written as its value alone. */
    record Field(String name, Value value) {
        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /** An array: {@code [1, 2, ...]}. With {@code cut}, not all elements are here. */
    record Sequence(List<Value> elements, boolean cut) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** A set, of signals: {@code [HUP INT]}, or {@code ~[KILL STOP]} where those that are missing are fewer. */
    record MemberSet(List<String> members, boolean complement) implements Value {
        public MemberSet {
            members = List.copyOf(members);
        }
    }

    /** What the call changed: {@code [128 => 16]} without the brackets, which belong to the pointer. */
    record Changed(Value before, Value after) implements Value {
        public Changed {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }

    /** Alternatives or parts with an operator between: {@code S_IFREG|0644}, {@code PROT_READ|PROT_EXEC}, {@code a && b}. */
    record Joined(List<Value> parts, String operator) implements Value {
        public Joined {
            parts = List.copyOf(parts);
            Objects.requireNonNull(operator, "operator");
        }
    }

    /** A macro or function applied: {@code htons(80)}, {@code makedev(0x1, 0x3)}, {@code WEXITSTATUS(s)}. */
    record Applied(String function, List<Value> arguments) implements Value {
        public Applied {
            Objects.requireNonNull(function, "function");
            arguments = List.copyOf(arguments);
        }
    }

    /** A value with a comment after it: {@code 0x5412 /* TIOCSTI *}{@code /}. */
    record Noted(Value value, String comment) implements Value {
        public Noted {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(comment, "comment");
        }
    }

    /** A word that stands for itself, such as {@code NULL}, {@code UTIME_NOW}, {@code {...}}. */
    record Word(String text) implements Value {
        public Word {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Not known before the call returns.
     *
     * @param before what was found at the entry, for those that the call changes in place
     * @param shown whether that is already shown at the entry, as the {@code [0]} of {@code [0] => [4096]}
     */
    record Pending(@Nullable Value before, boolean shown) implements Value {
        /** One of which nothing is shown at the entry, not even the separator before it. */
        public static final Pending LATE = new Pending(null, true);

        /** Makes one of which nothing is shown at the entry. */
        public Pending(@Nullable Value before) {
            this(before, false);
        }
    }
}
