package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.TcpState;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Opening;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.snapshot.delta.OwnedSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** In which states a window must leave no socket that it opened. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SocketRules {
    private static final Set<InetSocket.Protocol> TCP = Set.of(InetSocket.Protocol.TCP, InetSocket.Protocol.TCP6);

    private SocketRules() {}

    /** Returns the rule that no connection is left that the peer has closed. */
    public static StateRule leavesNoneInCloseWait() {
        return leavesNone(
                TcpState.CLOSE_WAIT,
                "to leave no connection in CLOSE_WAIT",
                "whether %s left connections in CLOSE_WAIT");
    }

    /** Returns the rule that no socket is left that listens. */
    public static StateRule leavesNoListener() {
        return leavesNone(TcpState.LISTEN, "to leave no listening socket", "whether %s left listening sockets");
    }

    private static StateRule leavesNone(TcpState state, String expectation, String subject) {
        return new StateRule(
                expectation,
                new StateRule.Found("1 was left", "were left"),
                subject,
                Set.of(SnapshotPart.SOCKETS),
                (recording, states) -> left(recording, states, state));
    }

    private static Reading<List<StateFinding>> left(Recording recording, WindowStates states, TcpState state) {
        Reading<ProcessSnapshot> worker = states.settled().process(recording.workerPid());
        if (!(worker instanceof Reading.Value<ProcessSnapshot> known)) return worker.map(never -> List.of());
        Set<String> opened = links(recording.after());
        opened.removeAll(links(recording.before()));
        return OwnedSocket.of(known.read(), opened)
                .map(sockets -> sockets.stream()
                        .filter(owned ->
                                TCP.contains(owned.protocol()) && owned.socket().state() == state)
                        .map(owned -> finding(recording, owned))
                        .toList());
    }

    private static Set<String> links(FdSnapshot table) {
        return table.targets().values().stream().map(FdTarget::link).collect(Collectors.toCollection(HashSet::new));
    }

    private static StateFinding finding(Recording recording, OwnedSocket owned) {
        String link = "socket:[" + owned.socket().inode() + "]";
        Optional<Descriptor> descriptor = recording.descriptors().stream()
                .filter(each -> each.target()
                        .filter(target -> target.link().equals(link))
                        .isPresent())
                .findFirst();
        String number = descriptor.map(each -> "fd " + each.life().fd() + "  ").orElse("");
        Optional<SyscallEvent> opening = descriptor.flatMap(each -> opening(each.life()));
        List<String> names = new ArrayList<>(List.of(owned.socket().local().toString()));
        opening.ifPresent(call -> names.add(Sites.of(call).label()));
        return new StateFinding(number + owned.text(), names)
                .by(opening.map(List::<TraceEvent>of).orElse(List.of()));
    }

    private static Optional<SyscallEvent> opening(DescriptorLife life) {
        return life.opening() instanceof Opening.Seen seen ? Optional.of(seen.event()) : Optional.empty();
    }
}
