package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.program.Settings.SignalSelection;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallFilter;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which calls and signals were asked for, as far as the entry of a call tells. */
final class Filter {
    private static final int NUMBERS = 1024;

    private final CallSelection calls;
    private final Map<Abi, BitSet> known = new EnumMap<>(Abi.class);
    private final List<CallExpression> alternatives;
    private final CallFilter conditions;
    private final boolean any;
    private final SignalSelection signals;
    private final boolean inKernel;
    private final LiveCall entered;

    Filter(Settings settings, LiveCall entered) {
        this.calls = settings.calls();
        this.alternatives = settings.conditions().alternatives();
        this.conditions = settings.conditions().rest();
        this.any = alternatives.isEmpty() && conditions.isAll();
        this.signals = settings.signals();
        this.inKernel = settings.filterInKernel();
        this.entered = entered;
        for (Abi abi : Abi.values()) {
            BitSet numbers = new BitSet(NUMBERS);
            calls.calls(abi).forEach(call -> numbers.set(index(call.number())));
            known.put(abi, numbers);
        }
    }

    private static int index(int number) {
        return number & ~Abi.X32_BIT;
    }

    /** Returns whether the call that a thread is entering was asked for. */
    boolean observes(Tracee tracee, Syscall call, SyscallInfo info) {
        return isSelected(call) && (any || meets(entered.at(tracee, call, info)));
    }

    private boolean meets(LiveCall call) {
        boolean one = alternatives.isEmpty() || alternatives.stream().anyMatch(alternative -> alternative.holds(call));
        return one && conditions.holds(call);
    }

    private boolean isSelected(Syscall call) {
        int index = index(call.number());
        BitSet numbers = known.get(call.abi());
        return (index >= 0 && numbers != null && numbers.get(index)) || calls.contains(call);
    }

    boolean observesSignal(int signal) {
        return signals.contains(signal);
    }

    /** Returns whether a filter in the tracees lets only the calls that were asked for stop. */
    boolean isInKernel() {
        return inKernel;
    }
}
