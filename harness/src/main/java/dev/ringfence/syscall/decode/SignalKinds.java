package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.util.List;

/** Handlers, alternate stacks, signal frames and the like. */
final class SignalKinds {
    /** {@code struct kernel_sigaction}: handler 0, flags 8, restorer 16, mask 24. */
    private static final int ACTION_SIZE = 32;
    /** {@code stack_t}: ss_sp 0, ss_flags 8, ss_size 16. */
    private static final int STACK_SIZE = 24;

    private static final long RESTORER = 0x4000000;
    private static final int AT_8 = 8;
    private static final int AT_16 = 16;
    private static final int AT_24 = 24;
    /**
     * The mask in {@code struct ucontext}, to which the stack pointer points when rt_sigreturn(2) is called: behind uc_flags, uc_link,
     * uc_stack, and the 256 bytes of {@code struct sigcontext_64}.
     */
    private static final int MASK_IN_FRAME = 8 + 8 + STACK_SIZE + 256;

    private static final ArgumentDecoder INFO = Pointers.out(SignalInfo.SIZE, SignalInfo::decode);
    private static final Vocabulary ACTION_FLAGS = Vocabulary.of("sigaction");
    private static final Vocabulary STACK_FLAGS = Vocabulary.of("sigaltstack");
    private static final List<Value> HANDLERS = List.of(new Value.Symbol(0, "SIG_DFL"), new Value.Symbol(1, "SIG_IGN"));
    private static final Value ERROR = new Value.Symbol(-1, "SIG_ERR");

    private SignalKinds() {}

    static void addTo(Kinds kinds) {
        SignalSets.addTo(kinds);
        kinds.add("sigaction", Pointers.in(ACTION_SIZE, SignalKinds::action));
        kinds.add("outsigaction", Pointers.out(ACTION_SIZE, SignalKinds::action));
        kinds.add("sigaltstack", Pointers.in(STACK_SIZE, SignalKinds::stack));
        kinds.add("outsigaltstack", Pointers.out(STACK_SIZE, SignalKinds::stack));
        kinds.add("siginfo", Pointers.in(SignalInfo.SIZE, SignalInfo::decode));
        kinds.add("outsiginfo", Pointers.out(SignalInfo.SIZE, SignalInfo::decode));
        kinds.add("waitedsiginfo", (context, index) -> {
            long address = context.register(index);
            return address == 0 ? new Value.Address(0) : INFO.decode(context, index);
        });
        kinds.add("sigframe", (context, index) -> frame(context));
        kinds.addResult("signal", context -> {
            Value value = new Value.Int(context.result(), Base.DECIMAL);
            Value signal = Signals.signal(context.result());
            return new Result(value, null, null, signal instanceof Value.Symbol ? ValueText.of(signal) : null);
        });
    }

    private static Value action(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder action = new StructBuilder(bytes, offset);
        action.add("sa_handler", handler(action.int64(0)));
        action.add("sa_mask", SignalSets.of(action.int64(AT_24)));
        action.flags64("sa_flags", AT_8, ACTION_FLAGS);
        if ((action.int64(AT_8) & RESTORER) != 0) action.address("sa_restorer", AT_16);
        return action.build();
    }

    private static Value handler(long address) {
        if (address == -1) return ERROR;
        return address >= 0 && address < HANDLERS.size() ? HANDLERS.get((int) address) : new Value.Address(address);
    }

    private static Value stack(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .address("ss_sp", 0)
                .flags32("ss_flags", AT_8, STACK_FLAGS)
                .u64("ss_size", AT_16)
                .build();
    }

    /** What the handler's end restores lies in a frame on the stack. */
    private static Value frame(DecodeContext context) {
        long stack = context.view().stackPointer();
        Value mask = stack == 0
                ? new Value.Word("?")
                : Pointers.struct(context, stack + MASK_IN_FRAME, SignalSets.SIZE, SignalSets::decode);
        return new Value.Struct(List.of(new Value.Field("mask", mask)), false);
    }
}
