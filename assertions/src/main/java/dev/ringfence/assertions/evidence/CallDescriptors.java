package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** The descriptors that a call takes and makes, by its signature: those of arrays and sets are not among them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallDescriptors {
    private static final Set<String> FD = Set.of("fd");
    private static final Set<String> ANY = Set.of("fd", "dirfd");

    private CallDescriptors() {}

    /** Returns the numbers that a call works on, in their order; not those of directories that a path is relative to. */
    public static List<Integer> worksOn(SyscallEvent call) {
        return arguments(call, FD);
    }

    /** Returns the numbers that a call takes, also those of directories. */
    public static List<Integer> takes(SyscallEvent call) {
        return arguments(call, ANY);
    }

    /** Returns the numbers that a call takes or makes. */
    static List<Integer> touches(SyscallEvent call) {
        List<Integer> all = new ArrayList<>(takes(call));
        if (call.effect() instanceof FdEffect.Created created)
            created.fds().stream().map(Fd::value).forEach(all::add);
        else if (call.effect() instanceof FdEffect.Duplicated copied)
            all.add(copied.to().value());
        return all;
    }

    private static List<Integer> arguments(SyscallEvent call, Set<String> kinds) {
        List<Signature.Parameter> parameters =
                Signatures.of(call.name()).map(Signature::parameters).orElse(List.of());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < Math.min(parameters.size(), call.arguments().size()); i++) {
            int number = call.arguments().get(i).intValue();
            // AT_FDCWD, and -1 for "none", are no descriptors.
            if (number >= 0 && kinds.contains(parameters.get(i).kind().name())) numbers.add(number);
        }
        return numbers;
    }

    /** Returns whether a call takes a path. */
    static boolean takesPath(SyscallEvent call) {
        return Signatures.of(call.name()).map(Signature::parameters).orElse(List.of()).stream()
                .anyMatch(parameter -> parameter.kind().name().equals("path"));
    }
}
