package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;

/**
 * {@code struct timex} of adjtimex(2): modes 0, offset 8, freq 16, maxerror 24, esterror 32, status 40, constant 48, precision
 * 56, tolerance 64, time 72, tick 88, ppsfreq 96, jitter 104, shift 112, stabil 120, jitcnt 128, calcnt 136, errcnt 144, stbcnt
 * 152, tai 160. The kernel fills in what it is not told.
 */
final class Timex {
    private static final int SIZE = 208;
    private static final int TIME = 72;
    private static final ArgumentDecoder OUT = Pointers.out(SIZE, Timex::timex);
    private static final Vocabulary MODES = Vocabulary.of("adjtimex");
    private static final Vocabulary STATES = Vocabulary.of("adjtimex_state");
    private static final Vocabulary STATUS = Vocabulary.of("adjtimex_status");

    private Timex() {}

    static Value decode(DecodeContext context, int index) {
        return OUT.decode(context, index);
    }

    /** Returns the state of the clock, which strace names where it could read the structure. */
    static Result state(DecodeContext context, int index) {
        long state = context.result();
        boolean named = STATES.has(state) && context.read(context.register(index), SIZE) != null;
        return new Result(new Value.Int(state, Base.DECIMAL), null, null, named ? STATES.comment(state) : null);
    }

    private static Value timex(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .flags32("modes", 0, MODES)
                .i64("offset", 8)
                .i64("freq", 16)
                .u64("maxerror", 24)
                .u64("esterror", 32)
                .flags32("status", 40, STATUS)
                .i64("constant", 48)
                .u64("precision", 56)
                .i64("tolerance", 64)
                .add("time", Times.timeval(context, bytes, offset + TIME))
                .i64("tick", 88)
                .i64("ppsfreq", 96)
                .i64("jitter", 104)
                .i32("shift", 112)
                .i64("stabil", 120)
                .i64("jitcnt", 128)
                .i64("calcnt", 136)
                .i64("errcnt", 144)
                .i64("stbcnt", 152)
                .i32("tai", 160)
                .build();
    }
}
