package dev.ringfence.assertions.evidence;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.snapshot.FdTarget;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A descriptor that the test opened and did not close: it is still open, or the garbage collector closed it.
 *
 * @param descriptor the descriptor
 * @param opening the call that opened it
 * @param site where in the program that was
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Leak(Descriptor descriptor, Opening.Seen opening, Site site) {
    public Leak {
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(opening, "opening");
        Objects.requireNonNull(site, "site");
    }

    /** Returns the call that opened it. */
    public SyscallEvent event() {
        return opening.event();
    }

    /** Returns its number with the word before it: {@code fd 41}. */
    public String number() {
        return "fd " + descriptor.life().fd();
    }

    /** Returns how the garbage collector closed it, if it did. */
    public Optional<Ending.Closed> abandoned() {
        return descriptor.life().isAbandoned() && descriptor.life().ending() instanceof Ending.Closed closed
                ? Optional.of(closed)
                : Optional.empty();
    }

    /**
     * Returns what it stands for, as far as it is known: the target, else what the opening call named, else its kind.
     */
    public String target() {
        return descriptor
                .target()
                .map(FdTarget::description)
                .or(() -> event().path())
                .or(() -> Optional.ofNullable(event().address()))
                .orElseGet(() -> descriptor.life().kind().noun());
    }

    /**
     * Returns the path of the file it stands for, without the kernel's mark of a deleted file; nothing for what is not
     * a file.
     */
    public Optional<String> file() {
        return descriptor
                .target()
                .map(FdTarget::link)
                .or(() -> event().path())
                .filter(KernelPath::isFile)
                .map(KernelPath::withoutMark);
    }

    Stream<String> names() {
        return Stream.of(
                        descriptor.target().map(FdTarget::link),
                        descriptor.target().map(FdTarget::description),
                        file(),
                        event().path(),
                        Optional.ofNullable(event().address()),
                        Optional.of(site.label()))
                .flatMap(Optional::stream);
    }
}
