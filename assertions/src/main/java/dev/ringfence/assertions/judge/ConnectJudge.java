package dev.ringfence.assertions.judge;

import dev.ringfence.Families;
import dev.ringfence.assertions.error.ShouldConnectOnlyTo;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.CallTally;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/** Judges whom a window tried to connect to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConnectJudge {
    private ConnectJudge() {}

    /**
     * Fails if a connection was tried to somebody else.
     *
     * @throws AssertionFailedError with the peers as expected and the addresses as actual value
     * @throws dev.ringfence.assertions.error.CannotTellError if connections were not observed, or some may be missing
     */
    public static void judge(Recording recording, List<PeerRule> peers, WritableAssertionInfo info) {
        if (peers.isEmpty())
            throw new IllegalArgumentException("peers must not be empty; for none use calls(connects()).never()");
        Guard guard = new Guard(recording, info);
        guard.observed(List.of(Families.connects()));
        long count = recording.count(Families.connects());
        List<TraceEvent> others = connects(recording, event -> isOther(event, peers));
        if (!others.isEmpty()) throw failure(recording, peers, others, info);
        String subject = "whom " + recording.name() + " connected to";
        guard.complete(subject, Set.of(Concern.COUNTS));
        if (count > 0) guard.complete(subject, Set.of(Concern.EVENTS));
        guard.without(subject, unreadable(connects(recording, ConnectJudge::isUnreadable)));
    }

    private static List<TraceEvent> connects(Recording recording, Predicate<TraceEvent> kind) {
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return all.filter(event -> CallTally.isCall(event, Families.connects()))
                    .filter(kind)
                    .toList();
        }
    }

    private static boolean isUnreadable(TraceEvent event) {
        SyscallEvent call = (SyscallEvent) event;
        return call.address() == null && !hadNone(call);
    }

    private static boolean isOther(TraceEvent event, List<PeerRule> peers) {
        String address = ((SyscallEvent) event).address();
        return address != null && peers.stream().noneMatch(peer -> peer.accepts(address));
    }

    private static List<Gap> unreadable(List<TraceEvent> events) {
        return events.stream()
                .map(SyscallEvent.class::cast)
                .map(call -> new Gap(
                        Concern.EVENTS,
                        call.name() + " by " + call.actor().describe() + " has an address that could not be read"))
                .toList();
    }

    /** connect(2): EFAULT, the address is outside of the address space; EINVAL, it is too short to be one. */
    private static boolean hadNone(SyscallEvent call) {
        return call.outcome() instanceof Outcome.Failed failed
                && Set.of("EFAULT", "EINVAL").contains(failed.errno().name());
    }

    private static AssertionFailedError failure(
            Recording recording, List<PeerRule> peers, List<TraceEvent> others, WritableAssertionInfo info) {
        String only = peers.stream().map(PeerRule::toString).collect(Collectors.joining(", "));
        List<String> addresses = others.stream()
                .map(event -> String.valueOf(((SyscallEvent) event).address()))
                .distinct()
                .toList();
        String text = TextMessage.of(ShouldConnectOnlyTo.shouldConnectOnlyTo(recording, only, others, addresses), info);
        return new AssertionFailedError(text, only, addresses);
    }
}
