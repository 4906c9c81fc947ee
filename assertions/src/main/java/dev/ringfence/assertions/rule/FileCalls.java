package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallAddresses;
import dev.ringfence.assertions.evidence.KernelPath;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.OpenFlags;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What calls do to files, by their names. */
final class FileCalls {
    static final Observing OPENING = Observing.families(Families.opens()).and(Observing.calls("open_by_handle_at"));
    /** What makes, changes the content of, names or removes a file. */
    static final Observing CHANGING = OPENING.and(Observing.families(
                    Families.renames(), Families.unlinks(), Families.links(), Families.mkdirs(), Families.binds()))
            .and(Observing.calls("mknod", "mknodat", "truncate"));

    private static final String UNIX = "unix:";
    private static final Set<String> MAKING = Set.of("mkdir", "mkdirat", "mknod", "mknodat", "symlink", "symlinkat");
    private static final Set<String> REMOVING = Set.of("unlink", "unlinkat", "rmdir");
    private static final Set<String> LINKING = Set.of("link", "linkat");

    private FileCalls() {}

    /** Returns whether a call did what it was asked to. */
    static Answer succeeded(SyscallEvent call) {
        if (call.outcome() instanceof Outcome.EntryOnly) return Answer.NOT_WATCHED;
        return Answer.of(call.outcome() instanceof Outcome.Returned);
    }

    /** Returns whether a call does what its flags say, as far as they could be read. */
    static Answer flagsAreKnown(SyscallEvent call) {
        return OpenFlags.of(call) instanceof OpenFlags.Reading.Unknown
                ? Answer.unknown("its flags could not be read")
                : Answer.YES;
    }

    static boolean renames(SyscallEvent call) {
        return call.name().startsWith("rename");
    }

    static boolean removes(SyscallEvent call) {
        return REMOVING.contains(call.name());
    }

    // --- Where ---

    /**
     * A path that a call is about.
     *
     * @param names the file it is, without symbolic links where that is known, then as the call named it
     * @param known whether it is the path of something, and not relative to a directory that is not known
     */
    record Place(List<String> names, boolean known) {
        static final Place UNKNOWN = new Place(List.of("?"), false);

        Place {
            names = List.copyOf(names);
        }

        /** Returns the path to judge by. */
        String path() {
            return names.get(0);
        }

        static Place of(String path) {
            return new Place(List.of(KernelPath.normal(path)), path.startsWith("/"));
        }
    }

    /** Returns the file that a call opened, or tried to. */
    static Place opened(SyscallEvent call) {
        Optional<String> led = call.effect() instanceof FdEffect.Created created ? created.file() : Optional.empty();
        List<String> names = Stream.concat(led.stream(), call.path().stream())
                .map(KernelPath::normal)
                .distinct()
                .toList();
        if (names.isEmpty()) return Place.UNKNOWN;
        return new Place(names, names.get(0).startsWith("/"));
    }

    static Place named(SyscallEvent call) {
        return call.path().map(Place::of).orElse(Place.UNKNOWN);
    }

    static Place renamedTo(SyscallEvent call) {
        return Optional.ofNullable(call.otherPath()).map(Place::of).orElse(Place.UNKNOWN);
    }

    // --- What ---

    /** Returns the places of which a call changes the content, the name or whether they are there. */
    static List<Place> changes(SyscallEvent call) {
        OpenFlags.Reading flags = OpenFlags.of(call);
        if (flags instanceof OpenFlags.Reading.Known known)
            return known.flags().write() ? List.of(opened(call)) : List.of();
        if (flags instanceof OpenFlags.Reading.Unknown) return List.of(opened(call));
        if (renames(call)) return List.of(named(call), renamedTo(call));
        if (removes(call) || call.name().equals("truncate")) return List.of(named(call));
        return makes(call).stream().toList();
    }

    /** Returns the place at which a call makes something that was not there; opening may find it there. */
    static Optional<Place> makes(SyscallEvent call) {
        OpenFlags.Reading flags = OpenFlags.of(call);
        if (flags instanceof OpenFlags.Reading.Known known)
            return known.flags().create() && !known.flags().withoutName()
                    ? Optional.of(opened(call))
                    : Optional.empty();
        if (flags instanceof OpenFlags.Reading.Unknown) return Optional.of(opened(call));
        if (MAKING.contains(call.name())) return Optional.of(named(call));
        if (LINKING.contains(call.name())) return Optional.of(renamedTo(call));
        return call.name().equals("bind") ? socketFile(call) : Optional.empty();
    }

    /** bind(2) makes a file for a socket of the Unix domain, but for one whose name is abstract: unix(7). */
    private static Optional<Place> socketFile(SyscallEvent call) {
        if (CallAddresses.isUnreadable(call)) return Optional.of(Place.UNKNOWN);
        return Optional.ofNullable(call.address())
                .filter(address -> address.startsWith(UNIX))
                .map(address -> address.substring(UNIX.length()))
                .filter(path -> !path.startsWith("@") && !path.startsWith("("))
                .map(Place::of);
    }
}
