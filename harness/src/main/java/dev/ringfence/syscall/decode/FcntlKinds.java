package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import org.jspecify.annotations.Nullable;

/**
 * Commands of fcntl and what they take and return.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2)</a>
 */
final class FcntlKinds {
    private static final int F_DUPFD = 0;
    private static final int F_GETFD = 1;
    private static final int F_SETFD = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_GETLK = 5;
    private static final int F_SETLK = 6;
    private static final int F_SETLKW = 7;
    private static final int F_SETOWN = 8;
    private static final int F_GETOWN = 9;
    private static final int F_SETSIG = 10;
    private static final int F_GETSIG = 11;
    private static final int F_GETLK64 = 12;
    private static final int F_SETLK64 = 13;
    private static final int F_SETLKW64 = 14;
    private static final int F_SETOWN_EX = 15;
    private static final int F_GETOWN_EX = 16;
    private static final int F_OFD_GETLK = 36;
    private static final int F_OFD_SETLK = 37;
    private static final int F_OFD_SETLKW = 38;
    private static final int F_SETLEASE = 1024;
    private static final int F_GETLEASE = 1025;
    private static final int F_NOTIFY = 1026;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_GET_SEALS = 1034;

    private static final Vocabulary FD_FLAGS = Vocabulary.of("fd_flags");
    private static final Vocabulary OPEN_FLAGS = Vocabulary.of("open");
    private static final Vocabulary LEASES = Vocabulary.of("lock_type");
    private static final Vocabulary NOTIFY = Vocabulary.of("notify_flags");
    private static final Vocabulary SEALS = Vocabulary.of("seals");
    private static final FieldLayout LOCK = Layouts.of("flock");
    private static final FieldLayout OWNER = Layouts.of("f_owner_ex");
    private static final ArgumentDecoder OUT_LOCK = late(Pointers.out(32, Layouts.of("flock_pid")));
    private static final ArgumentDecoder OUT_OWNER = late(Pointers.out(8, OWNER));
    private static final long LOW_32 = 0xffffffffL;

    private FcntlKinds() {}

    static void addTo(Kinds kinds) {
        Vocabulary commands = Vocabulary.of("fcntl_command");
        kinds.add("fcntl_cmd", (context, index) -> commands.symbol(context.register(index) & LOW_32));
        kinds.add("fcntl_arg", FcntlKinds::argument);
        kinds.addResult("fcntl", FcntlKinds::result);
    }

    /** strace writes the separator before these at the exit. */
    private static ArgumentDecoder late(ArgumentDecoder decoder) {
        return (context, index) -> context.isExit() ? decoder.decode(context, index) : Value.Pending.LATE;
    }

    private static Value argument(DecodeContext context, int index) {
        long argument = context.register(index);
        return switch ((int) context.register(1)) {
            case F_GETFD, F_GETFL, F_GETOWN, F_GETSIG, F_GETLEASE, F_GETPIPE_SZ, F_GET_SEALS -> Omitted.VALUE;
            case F_DUPFD, F_DUPFD_CLOEXEC, F_SETOWN, F_SETPIPE_SZ -> new Value.Int((int) argument, Base.DECIMAL);
            case F_SETFD -> FD_FLAGS.flags(argument & LOW_32);
            case F_SETFL -> OPEN_FLAGS.flags(argument & LOW_32);
            case F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW -> Pointers.struct(context, argument, LOCK.size(), LOCK);
            case F_GETLK, F_OFD_GETLK -> OUT_LOCK.decode(context, index);
            case F_SETOWN_EX -> Pointers.struct(context, argument, OWNER.size(), OWNER);
            case F_GETOWN_EX -> OUT_OWNER.decode(context, index);
            case F_SETSIG -> Signals.signal(argument);
            case F_SETLEASE -> LEASES.symbol(argument);
            case F_NOTIFY -> NOTIFY.flags(argument & LOW_32);
            case F_ADD_SEALS -> SEALS.flags(argument & LOW_32);
            case F_GETLK64, F_SETLK64, F_SETLKW64 -> lock64(context, index);
            default -> new Value.Int(argument, Base.HEX);
        };
    }

    /** Commands of programs of 32 bits, of which programs of 64 have no need. */
    private static Value lock64(DecodeContext context, int index) {
        long argument = context.register(index);
        if (context.view().wordSize() == Long.BYTES) return new Value.Int(argument, Base.HEX);
        return (int) context.register(1) == F_GETLK64
                ? OUT_LOCK.decode(context, index)
                : Pointers.struct(context, argument, LOCK.size(), LOCK);
    }

    private static Result result(DecodeContext context) {
        long result = context.result();
        return switch ((int) context.register(1)) {
            case F_DUPFD, F_DUPFD_CLOEXEC -> ResultKinds.of(Descriptors.fd(context, result));
            case F_GETFD -> noted(result, result == 0 ? null : "flags " + ValueText.of(FD_FLAGS.flags(result)));
            case F_GETFL -> noted(result, "flags " + ValueText.of(OPEN_FLAGS.flags(result)));
            case F_GETLEASE -> noted(result, ValueText.of(LEASES.symbol(result)));
            case F_GET_SEALS -> noted(result, result == 0 ? null : "seals " + ValueText.of(SEALS.flags(result)));
            case F_GETSIG -> signal(result);
            default -> ResultKinds.of(new Value.Int(result, Base.DECIMAL));
        };
    }

    private static Result signal(long result) {
        Value number = new Value.Int(result, Base.DECIMAL);
        return Signals.signal(result) instanceof Value.Symbol name
                ? new Result(number, null, null, name.text())
                : ResultKinds.of(number);
    }

    private static Result noted(long result, @Nullable String note) {
        return new Result(new Value.Int(result, Base.HEX), null, null, note);
    }
}
