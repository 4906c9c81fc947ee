package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.CallAddresses;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What a window must not do on the network. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NetworkRules {
    private static final String UNREADABLE = "its address could not be read";

    private NetworkRules() {}

    /**
     * Returns the rule that every connection that is tried goes to one of these peers.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Rule connectsOnlyTo(List<PeerRule> peers) {
        if (peers.isEmpty())
            throw new IllegalArgumentException("peers must not be empty; for none use calls(connects()).never()");
        String only = peers.stream().map(PeerRule::toString).collect(Collectors.joining(", "));
        return Rule.expecting("to connect only to " + only)
                .value(only)
                .found("1 connection to somebody else was tried", "connections to somebody else were tried")
                .telling("whom %s connected to")
                .observing(Observing.families(Families.connects()))
                .aboutCalls()
                .by(() -> (seen, found) -> connected(seen, peers, found));
    }

    private static void connected(SeenCall seen, List<PeerRule> peers, Findings.Collector found) {
        seen.judgedCall().filter(call -> call.name().equals("connect")).ifPresent(call -> {
            if (CallAddresses.isUnreadable(call)) found.doubt(call, UNREADABLE);
            String address = call.address();
            if (address != null && peers.stream().noneMatch(peer -> peer.accepts(address)))
                found.offence(Sighting.of(call), address);
        });
    }

    /** Returns the rule that nothing goes to the network, and nobody who comes from it is waited for. */
    public static Rule isNotTouched() {
        return Rule.expecting("not to touch the network")
                .found("1 call did", "calls did")
                .telling("whether %s touched the network")
                .observing(Observing.families(
                        Families.sockets(),
                        Families.connects(),
                        Families.binds(),
                        Families.listens(),
                        Families.accepts()))
                .aboutCalls()
                .byOneFor(NetworkUse::new);
    }

    /**
     * Returns the rule that sockets listen only on these addresses.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Rule listensOnlyOn(List<PeerRule> homes) {
        if (homes.isEmpty())
            throw new IllegalArgumentException("addresses must not be empty; for none use calls(listens()).never()");
        String only = homes.stream().map(PeerRule::toString).collect(Collectors.joining(", "));
        return Rule.expecting("to listen only on " + only)
                .value(only)
                .found("1 socket listens elsewhere", "sockets listen elsewhere")
                .telling("where %s listened")
                .observing(Observing.families(Families.listens(), Families.binds(), Families.sockets()))
                .aboutCalls()
                .by(() -> new Listening(homes));
    }

    /** Returns the rule that no address of a name is looked up. */
    public static Rule resolvesNoNames() {
        return Rule.expecting("to resolve no names")
                .found("1 call did", "calls did")
                .telling("whether %s resolved names")
                .observing(Observing.families(Families.opens(), Families.sockets(), Families.connects()))
                .aboutCalls()
                .byOneFor(NameResolution::new);
    }

    /** Returns the rule that no peer refuses a connection. */
    public static Rule hasNoRefusedConnection() {
        return Rule.expecting("to have no connection refused")
                .found("1 was", "were")
                .telling("whether %s had a connection refused")
                .observing(Observing.families(Families.connects()))
                .aboutCalls()
                .byOneFor(recording -> new ConnectionOutcomes(recording, "ECONNREFUSED", false));
    }

    /** Returns the rule that no connection is waited for in vain. */
    public static Rule hasNoTimedOutConnection() {
        return Rule.expecting("to have no connection time out")
                .found("1 did", "did")
                .telling("whether %s had a connection time out")
                .observing(Observing.families(Families.connects()))
                .aboutCalls()
                .byOneFor(recording -> new ConnectionOutcomes(recording, "ETIMEDOUT", true));
    }
}
