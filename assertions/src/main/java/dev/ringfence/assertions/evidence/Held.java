package dev.ringfence.assertions.evidence;

import dev.ringfence.event.ActorKind;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a number stood for in the descriptor table of a process at one moment, as far as the trace tells. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Held {

    /**
     * It was open.
     *
     * @param kind what it stood for; {@link FdKind#OTHER} where it was there before the window
     * @param files paths of the file: without symbolic links where that is known, then as it was named; empty for what is
     *     not a file
     * @param opening the call that made it; null where it was there before the window
     * @param before what the program had closed under this number, if it is not the program that has opened it since; null
     *     otherwise
     */
    record Open(
            FdKind kind,
            List<String> files,
            @Nullable SyscallEvent opening,
            @Nullable Closed before) implements Held {
        public Open {
            Objects.requireNonNull(kind, "kind");
            files = List.copyOf(files);
        }

        Open(FdKind kind, List<String> files, @Nullable SyscallEvent opening) {
            this(kind, files, opening, null);
        }

        /** Returns the path of the file, without symbolic links where that is known. */
        public Optional<String> file() {
            return files.stream().findFirst();
        }

        /** Returns the call that made it, if that was in the window. */
        public Optional<SyscallEvent> openedBy() {
            return Optional.ofNullable(opening);
        }

        /**
         * Returns what the program had closed under this number, if a thread of the virtual machine or of the harness has opened
         * it since: what the program's own threads open, one may close for another.
         */
        public Optional<Closed> closedBeforeIt() {
            return Optional.ofNullable(before).filter(closed -> isOfAnotherThread());
        }

        private boolean isOfAnotherThread() {
            if (opening == null) return false;
            ActorKind kind = opening.actor().kind();
            return kind == ActorKind.JVM || kind == ActorKind.HARNESS;
        }

        /** Returns whether the virtual machine or the harness opened it. */
        boolean isRuntimes() {
            return opening != null && !opening.scope().isJudged();
        }

        /** Returns it under a number of which nothing was closed before. */
        Open afresh() {
            return new Open(kind, files, opening);
        }

        /** Returns it under a number of which that was closed before. */
        Open after(Closed closed) {
            return new Open(kind, files, opening, closed);
        }

        /** Returns it after a rename. A name that the rename does not say stays known where only the last part changed. */
        Open renamed(String from, String to) {
            if (files.stream().noneMatch(file -> KernelPath.isWithin(from, file))) return this;
            List<String> now = files.stream()
                    .flatMap(file -> KernelPath.isWithin(from, file)
                            ? Stream.of(to + file.substring(from.length()))
                            : sibling(file, from, to).stream())
                    .distinct()
                    .toList();
            return new Open(kind, now, opening, before);
        }

        private Optional<String> sibling(String file, String from, String to) {
            boolean inPlace = files.contains(from) && KernelPath.parent(from).equals(KernelPath.parent(to));
            return inPlace
                    ? KernelPath.parent(file).map(parent -> KernelPath.child(parent, KernelPath.name(to)))
                    : Optional.empty();
        }
    }

    /**
     * A call in the window had closed it, and none had opened it again; where the virtual machine had in between, it is what
     * the program closed.
     *
     * @param was what it had stood for
     * @param by the call
     */
    record Closed(Open was, SyscallEvent by) implements Held {
        public Closed {
            Objects.requireNonNull(was, "was");
            Objects.requireNonNull(by, "by");
        }
    }

    /** It had not been open in the window. */
    record Never() implements Held {}

    /** The table of the process is not known: it was there before the window. */
    record Unknown() implements Held {}
}
