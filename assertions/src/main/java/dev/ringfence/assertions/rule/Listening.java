package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallAddresses;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Optional;

/** Sockets that listen where they should not. */
final class Listening implements Watcher {
    /** listen(2) on a socket that was not bound takes any port of every interface: ip(7), ip_local_port_range. */
    private static final String EVERYWHERE = "0.0.0.0:0";

    private static final List<String> ANY = List.of("0.0.0.0", "[::]", "[::ffff:0.0.0.0]");

    private final List<PeerRule> homes;
    private final Sockets<String> bound = new Sockets<>();

    Listening(List<PeerRule> homes) {
        this.homes = homes;
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.call().filter(call -> call.name().equals("bind") && !call.failed()).ifPresent(call -> bind(seen, call));
        seen.judgedCall().filter(call -> call.name().equals("listen")).ifPresent(call -> listen(seen, call, found));
    }

    private void bind(SeenCall seen, SyscallEvent call) {
        CallAddresses.of(call).ifPresent(address -> bound.remember(seen, call, address));
    }

    private void listen(SeenCall seen, SyscallEvent call, Findings.Collector found) {
        Answer succeeded = FileCalls.succeeded(call);
        if (succeeded.isNo() || Sockets.of(seen, call) == Sockets.Kind.LOCAL) return;
        Optional<String> address = bound.recall(seen, call);
        if (address.isEmpty() && Sockets.maker(seen, call).isEmpty()) {
            found.judge(
                    succeeded.and(Answer.unknown("its socket was bound before, it is not known to what")),
                    offence(call, "?"));
            return;
        }
        String here = address.orElse(EVERYWHERE);
        if (homes.stream().noneMatch(home -> home.acceptsAtHome(here))) found.judge(succeeded, offence(call, here));
    }

    private static Offence offence(SyscallEvent call, String address) {
        boolean everywhere = ANY.stream().anyMatch(any -> address.startsWith(any + ":"));
        String where = everywhere ? "on every interface, " + address : "on " + address;
        return new Offence(Sighting.of(call).noting(where), List.of(address));
    }
}
