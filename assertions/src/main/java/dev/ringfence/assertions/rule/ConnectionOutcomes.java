package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How connections ended. Of a socket that does not block, connect(2) fails with {@code EINPROGRESS}, and {@code getsockopt}
 * tells the rest: "use getsockopt(2) to read the SO_ERROR option at level SOL_SOCKET to determine whether connect() completed".
 */
final class ConnectionOutcomes implements Watcher {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final Set<String> GOES_ON = Set.of("EINPROGRESS", "EINTR");

    private final String errno;
    private final boolean givingUpCounts;
    private final boolean endingsObserved;
    /** By the call that made the socket: those that are not over. */
    private final Map<SyscallEvent, SyscallEvent> inProgress = new LinkedHashMap<>();

    private final List<SyscallEvent> untraceable = new ArrayList<>();

    ConnectionOutcomes(Recording recording, String errno, boolean givingUpCounts) {
        this.errno = errno;
        this.givingUpCounts = givingUpCounts;
        this.endingsObserved = recording.observed().contains("getsockopt");
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.call().ifPresent(call -> {
            if (call.name().equals("connect") && call.scope().isJudged()) connected(seen, call, found);
            else if (call.name().equals("getsockopt")) asked(seen, call, found);
            else if (call.effect() instanceof FdEffect.Closed closed) closed(seen, closed.fd(), found);
            // dup2(2) closes what it puts the copy over, as the JDK does to wake up who waits for a socket.
            else if (call.effect() instanceof FdEffect.Duplicated copied) closed(seen, copied.to(), found);
        });
    }

    private void connected(SeenCall seen, SyscallEvent call, Findings.Collector found) {
        if (call.outcome() instanceof Outcome.EntryOnly) {
            found.doubt(call, Answer.NOT_WATCHED.reason());
            return;
        }
        if (!(call.outcome() instanceof Outcome.Failed failed)) return;
        String name = failed.errno().name();
        if (name.equals(errno)) found.offence(offence(call, ""));
        if (!GOES_ON.contains(name)) return;
        Optional<SyscallEvent> socket = Sockets.maker(seen, call);
        socket.ifPresentOrElse(made -> inProgress.put(made, call), () -> untraceable.add(call));
    }

    private void asked(SeenCall seen, SyscallEvent call, Findings.Collector found) {
        boolean asksForError = call.arguments().get(1).intValue() == SOL_SOCKET
                && call.arguments().get(2).intValue() == SO_ERROR;
        Optional<SyscallEvent> socket = Sockets.maker(seen, call).filter(inProgress::containsKey);
        if (!asksForError || socket.isEmpty()) return;
        OptionalLong error = error(call);
        SyscallEvent connect = Objects.requireNonNull(inProgress.get(socket.get()));
        if (error.isEmpty()) {
            found.doubt(connect, "how it ended could not be read");
            inProgress.remove(socket.get());
            return;
        }
        inProgress.remove(socket.get());
        if (error.getAsLong() != 0 && Errnos.of((int) error.getAsLong()).name().equals(errno))
            found.offence(offence(connect, "later " + errno));
    }

    private static OptionalLong error(SyscallEvent call) {
        if (!(call.outcome() instanceof Outcome.Returned)) return OptionalLong.empty();
        return call.decoded().stream()
                .filter(argument -> argument.name().equals("optval"))
                .map(Argument::value)
                .flatMap(value ->
                        value instanceof Value.Sequence sequence ? sequence.elements().stream() : Stream.of(value))
                .filter(Value.Int.class::isInstance)
                .mapToLong(value -> ((Value.Int) value).value())
                .findFirst();
    }

    private void closed(SeenCall seen, Fd fd, Findings.Collector found) {
        if (!endingsObserved || !(seen.held(fd.value()) instanceof Held.Open open)) return;
        open.openedBy()
                .map(inProgress::remove)
                .filter(connect -> givingUpCounts)
                .ifPresent(connect -> found.offence(offence(connect, "given up")));
    }

    @Override
    public void end(Findings.Collector found) {
        String why = endingsObserved
                ? "it was still in progress"
                : "how it ended was not observed; @Traced(observe = \"getsockopt\") does";
        inProgress.values().forEach(call -> found.doubt(call, why));
        untraceable.forEach(call -> found.doubt(call, "its socket was made before, so its end is not known"));
    }

    private static Offence offence(SyscallEvent call, String note) {
        String address = Objects.requireNonNullElse(call.address(), "?");
        return new Offence(Sighting.of(call).noting(note), List.of(address));
    }
}
