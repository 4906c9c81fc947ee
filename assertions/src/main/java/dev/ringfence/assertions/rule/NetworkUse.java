package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.CallAddresses;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.util.Optional;
import java.util.Set;

/**
 * Anything that goes to the network, or waits for somebody who comes from it. A stream socket that is only made does not:
 * the JDK makes some to find out what the machine can do.
 */
final class NetworkUse implements Watcher {
    private static final Set<String> NAMING = Set.of("connect", "bind");
    private static final Set<String> SERVING = Set.of("listen", "accept", "accept4");
    private static final Set<String> SENDS = Families.sends().members();

    private final boolean sendsObserved;

    NetworkUse(Recording recording) {
        sendsObserved = recording.observes(Families.sends());
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.judgedCall().ifPresent(call -> {
            if (NAMING.contains(call.name())) named(call, found);
            else if (SERVING.contains(call.name())) served(seen, call, found);
            else if (SENDS.contains(call.name())) named(call, found);
            else if (call.name().equals("socket") && !call.failed()) made(call, found);
        });
    }

    private static void named(SyscallEvent call, Findings.Collector found) {
        if (CallAddresses.isUnreadable(call)) found.doubt(call, "its address could not be read");
        CallAddresses.of(call)
                .filter(address -> !PeerRule.isOffTheNetwork(address))
                .ifPresent(address -> found.offence(Sockets.toward(call, address), address));
    }

    private static void served(SeenCall seen, SyscallEvent call, Findings.Collector found) {
        Optional<String> peer = CallAddresses.of(call);
        Sockets.Kind kind = peer.isEmpty()
                ? Sockets.of(seen, call)
                : PeerRule.isOffTheNetwork(peer.get()) ? Sockets.Kind.LOCAL : Sockets.Kind.STREAM;
        switch (kind) {
            case LOCAL -> {}
            case STREAM, DATAGRAM -> found.offence(Sighting.of(call), peer.orElse(call.name()));
            case UNKNOWN -> found.doubt(call, "its socket was made before, it is not known for what");
        }
    }

    private void made(SyscallEvent call, Findings.Collector found) {
        if (Sockets.made(call) != Sockets.Kind.DATAGRAM || sendsObserved) return;
        found.doubt(call, Sockets.SENDS_NOT_OBSERVED);
    }
}
