package dev.ringfence.recording;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Finds calls by the names that recordings have for them: those through another table than x86_64's have its ABI in front. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallNames {
    private static final String UNKNOWN = "syscall_0x";

    private CallNames() {}

    /** Returns the call with a name. */
    public static Syscall call(String name) {
        int colon = name.indexOf(':');
        Optional<Abi> abi = colon < 0 ? Optional.of(Abi.X86_64) : abi(name.substring(0, colon));
        String own = name.substring(colon + 1);
        return abi.flatMap(of -> SyscallTable.of(of).find(own).or(() -> numbered(of, own)))
                .orElseGet(() -> new Syscall(Abi.X86_64, -1, name, Set.of()));
    }

    private static Optional<Abi> abi(String text) {
        return Arrays.stream(Abi.values())
                .filter(abi -> abi.toString().equals(text))
                .findFirst();
    }

    /** The name of a number that no table has ends in it. */
    private static Optional<Syscall> numbered(Abi abi, String name) {
        boolean numbered = name.startsWith(UNKNOWN);
        return numbered ? Optional.of(SyscallTable.of(abi).call(number(name))) : Optional.empty();
    }

    private static int number(String name) {
        return (int) KernelText.line("name of a call", name).hex(name.substring(UNKNOWN.length()), "number");
    }
}
