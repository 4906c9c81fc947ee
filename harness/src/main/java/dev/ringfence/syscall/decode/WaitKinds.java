package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Statuses of children: {@code [{WIFEXITED(s) && WEXITSTATUS(s) == 0}]}. */
final class WaitKinds {
    private static final int LOW_7 = 0x7f;
    private static final int LOW_8 = 0xff;
    private static final int LOW_16 = 0xffff;
    private static final int CORE = 0x80;
    private static final int CONTINUED = 0xffff;
    private static final int STOPPED = 0x7f;
    /** With {@code PTRACE_O_TRACESYSGOOD}, stops at system calls are told from SIGTRAP by this bit. */
    private static final int SYSGOOD = 0x80;

    private static final int PIDFD = 3;
    private static final Value SHIFT = new Value.Int(16, Base.DECIMAL);
    private static final List<Value> STATUS = List.of(new Value.Word("s"));

    private WaitKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("wait_status", written(Integer.BYTES, Pointers.boxed(WaitKinds::status)));
        kinds.add("wait_rusage", written(Usages.SIZE, Usages::rusage));
        kinds.add("waitid_id", (context, index) -> {
            long id = context.register(index);
            return context.register(0) == PIDFD ? Descriptors.fd(context, id) : new Value.Int((int) id, Base.DECIMAL);
        });
    }

    /** wait4(2) stores nothing where it returns 0, because no child has changed yet. */
    private static ArgumentDecoder written(int size, Layout layout) {
        ArgumentDecoder out = Pointers.out(size, layout);
        return (context, index) -> context.isExit() && context.result() == 0
                ? new Value.Address(context.register(index))
                : out.decode(context, index);
    }

    private static Value status(DecodeContext context, ByteBuffer bytes, int offset) {
        int status = bytes.getInt(offset);
        if (status == CONTINUED) return braces(macro("WIFCONTINUED"));
        int signal = status & LOW_7;
        if (signal == 0) return exited(status);
        if ((status & LOW_8) == STOPPED) return stopped(status);
        return signal == LOW_7 ? new Value.Int(status & 0xffffffffL, Base.HEX) : killed(status, signal);
    }

    private static Value exited(int status) {
        Value code = new Value.Int(status >> 8 & LOW_8, Base.DECIMAL);
        return with(status & ~(LOW_8 << 8), macro("WIFEXITED"), is("WEXITSTATUS", code));
    }

    private static Value killed(int status, int signal) {
        Value is = is("WTERMSIG", Signals.signal(signal));
        int rest = status & ~LOW_8;
        return (status & CORE) != 0
                ? with(rest, macro("WIFSIGNALED"), is, macro("WCOREDUMP"))
                : with(rest, macro("WIFSIGNALED"), is);
    }

    private static Value stopped(int status) {
        int signal = status >> 8 & LOW_8;
        Value value = (signal & SYSGOOD) == 0
                ? Signals.signal(signal)
                : new Value.Joined(List.of(Signals.signal(signal & ~SYSGOOD), new Value.Int(SYSGOOD, Base.HEX)), " | ");
        return with(status & ~LOW_16, macro("WIFSTOPPED"), is("WSTOPSIG", value));
    }

    private static Value macro(String name) {
        return new Value.Applied(name, STATUS);
    }

    private static Value is(String name, Value value) {
        return new Value.Joined(List.of(macro(name), value), " == ");
    }

    private static Value braces(Value... parts) {
        return new Value.Struct(List.of(new Value.Field("", new Value.Joined(List.of(parts), " && "))), false);
    }

    /** Adds the bits that the macros do not look at: above all the event of a ptrace stop. */
    private static Value with(int rest, Value... parts) {
        Value text = braces(parts);
        if (rest == 0) return text;
        List<Value> all = new ArrayList<>(List.of(text));
        int event = rest >>> 16;
        if (event != 0) all.add(new Value.Joined(List.of(PtraceKinds.EVENTS.symbol(event), SHIFT), "<<"));
        if ((rest & LOW_16) != 0) all.add(new Value.Int(rest & LOW_16, Base.HEX));
        return new Value.Joined(all, "|");
    }
}
