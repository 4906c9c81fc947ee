package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.program.Settings.SignalSelection;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.Syscall;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** Which calls and signals were asked for. */
final class Filter {
    private static final int NUMBERS = 1024;

    private final CallSelection calls;
    private final Map<Abi, BitSet> known = new EnumMap<>(Abi.class);
    private final PathFilter paths;
    private final SignalSelection signals;
    private final boolean inKernel;

    /**
     * Makes a filter.
     *
     * @param inKernel whether a filter in the tracees lets only the calls that were asked for stop
     */
    Filter(CallSelection calls, PathFilter paths, SignalSelection signals, boolean inKernel) {
        this.calls = calls;
        this.paths = paths;
        this.signals = signals;
        this.inKernel = inKernel;
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
    boolean observes(int tid, Syscall call, SyscallInfo info) {
        return isSelected(call) && (paths.isAll() || paths.passes(tid, call, info));
    }

    private boolean isSelected(Syscall call) {
        int index = index(call.number());
        BitSet numbers = known.get(call.abi());
        return (index >= 0 && numbers != null && numbers.get(index)) || calls.contains(call);
    }

    boolean observesSignal(int signal) {
        return signals.contains(signal);
    }

    boolean isInKernel() {
        return inKernel;
    }
}
