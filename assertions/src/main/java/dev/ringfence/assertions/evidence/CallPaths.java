package dev.ringfence.assertions.evidence;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Set;

/**
 * The paths that an event is about: those it names, what a symbolic link led it to, and of a call that names none those of
 * the files whose descriptors it works on.
 */
final class CallPaths {
    private CallPaths() {}

    static Texts of(SeenCall seen) {
        if (seen.event() instanceof ProgramExecuted executed) return path(executed.program());
        return seen.call().map(call -> of(call, seen)).orElse(Texts.NONE);
    }

    private static Texts of(SyscallEvent call, SeenCall seen) {
        return CallDescriptors.takesPath(call) ? named(call) : ofDescriptors(call, seen);
    }

    /** Returns the paths that a call names, and the file it opened. */
    static Texts named(SyscallEvent call) {
        String named = call.pathArgument();
        Texts texts = named != null
                ? path(named)
                : namesNothing(call) ? Texts.NONE : Texts.unknown("its path could not be read");
        String other = call.otherPath();
        if (other != null) texts = texts.with(path(other));
        return texts.with(opened(call));
    }

    private static Texts opened(SyscallEvent call) {
        if (!(call.effect() instanceof FdEffect.Created created)) return Texts.NONE;
        return created.file().map(CallPaths::path).orElse(Texts.NONE);
    }

    private static Texts path(String path) {
        if (path.startsWith("/")) return Texts.of(KernelPath.normal(path));
        return new Texts(List.of(path), "its path is relative to a directory that could not be read: \"" + path + "\"");
    }

    /** The kernel could not read it, either; or it is about the descriptor it was given, with AT_EMPTY_PATH. */
    private static boolean namesNothing(SyscallEvent call) {
        return call.outcome() instanceof Outcome.Failed failed
                && Set.of("EFAULT", "ENAMETOOLONG").contains(failed.errno().name());
    }

    private static Texts ofDescriptors(SyscallEvent call, SeenCall seen) {
        Texts texts = Texts.NONE;
        boolean worked = call.outcome() instanceof Outcome.Returned;
        for (int fd : CallDescriptors.worksOn(call)) texts = texts.with(of(seen.held(fd), fd, worked));
        return texts;
    }

    /** A call that worked had something open; where it is not known what, somebody opened it unseen. */
    private static Texts of(Held held, int fd, boolean worked) {
        if (held instanceof Held.Open open) return new Texts(open.files(), null);
        if (!worked && !(held instanceof Held.Unknown)) return Texts.NONE;
        return Texts.unknown("it is not known what its descriptor " + fd + " stood for");
    }
}
