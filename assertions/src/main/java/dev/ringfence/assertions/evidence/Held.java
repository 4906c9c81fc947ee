package dev.ringfence.assertions.evidence;

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
     */
    record Open(FdKind kind, List<String> files, @Nullable SyscallEvent opening) implements Held {
        public Open {
            Objects.requireNonNull(kind, "kind");
            files = List.copyOf(files);
        }

        /** Returns the path of the file, without symbolic links where that is known. */
        public Optional<String> file() {
            return files.stream().findFirst();
        }

        /** Returns the call that made it, if that was in the window. */
        public Optional<SyscallEvent> openedBy() {
            return Optional.ofNullable(opening);
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
            return new Open(kind, now, opening);
        }

        private Optional<String> sibling(String file, String from, String to) {
            boolean inPlace = files.contains(from) && KernelPath.parent(from).equals(KernelPath.parent(to));
            return inPlace
                    ? KernelPath.parent(file).map(parent -> KernelPath.child(parent, KernelPath.name(to)))
                    : Optional.empty();
        }
    }

    /**
     * A call in the window had closed it, and none had opened it again.
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
