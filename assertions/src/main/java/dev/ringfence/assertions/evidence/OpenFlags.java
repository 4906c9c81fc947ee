package dev.ringfence.assertions.evidence;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * The flags with which a call opens a file.
 *
 * @param bits as in open(2)
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record OpenFlags(long bits) {
    /** include/uapi/asm-generic/fcntl.h. */
    private static final int O_ACCMODE = 3;

    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0100;
    private static final int O_TRUNC = 01000;
    private static final int O_DSYNC = 010000;
    private static final int O_PATH = 010000000;
    /** Without the O_DIRECTORY that is part of it. */
    private static final int O_TMPFILE = 020000000;

    /** What an opening call has of flags. */
    public sealed interface Reading {
        /** It has these. */
        record Known(OpenFlags flags) implements Reading {
            public Known {
                Objects.requireNonNull(flags, "flags");
            }
        }

        /** It opens, and its flags could not be read. */
        record Unknown() implements Reading {}

        /** It opens nothing by name. */
        record None() implements Reading {}
    }

    /** Returns the flags of a call. */
    public static Reading of(SyscallEvent call) {
        return switch (call.name()) {
            case "open", "mq_open" -> known(call.arguments().get(1));
            case "openat", "open_by_handle_at" -> known(call.arguments().get(2));
            // creat(2): "equivalent to calling open() with flags equal to O_CREAT|O_WRONLY|O_TRUNC".
            case "creat" -> known(O_CREAT | O_WRONLY | O_TRUNC);
            case "openat2" -> how(call).isPresent() ? known(how(call).getAsLong()) : new Reading.Unknown();
            default -> new Reading.None();
        };
    }

    private static Reading known(long bits) {
        return new Reading.Known(new OpenFlags(bits));
    }

    private static OptionalLong how(SyscallEvent call) {
        Optional<Value.Flags> flags = call.decoded().stream()
                .map(Argument::value)
                .filter(Value.Struct.class::isInstance)
                .map(Value.Struct.class::cast)
                .flatMap(struct -> struct.fields().stream())
                .filter(field -> field.name().equals("flags") && field.value() instanceof Value.Flags)
                .map(field -> (Value.Flags) field.value())
                .findFirst();
        return flags.isPresent() ? OptionalLong.of(flags.get().raw()) : OptionalLong.empty();
    }

    /** Returns whether what is opened can be read. */
    public boolean read() {
        return !has(O_PATH) && (bits & O_ACCMODE) != O_WRONLY;
    }

    /** Returns whether what is opened can be written to, or is made or cut. */
    public boolean write() {
        long access = bits & O_ACCMODE;
        return !has(O_PATH) && (access == O_WRONLY || access == O_RDWR || has(O_TRUNC) || create());
    }

    /** Returns whether it is made where it is not there. */
    public boolean create() {
        return has(O_CREAT) || has(O_TMPFILE);
    }

    /** Returns whether it has no name: {@code O_TMPFILE}. */
    public boolean withoutName() {
        return has(O_TMPFILE);
    }

    /** Returns whether each write is on the device when it returns: {@code O_SYNC}, {@code O_DSYNC}. */
    public boolean synchronous() {
        return has(O_DSYNC);
    }

    private boolean has(int bit) {
        return (bits & bit) != 0;
    }
}
