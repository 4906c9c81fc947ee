package dev.ringfence.assertions;

import dev.ringfence.assertions.rule.PeerRule;
import org.apiguardian.api.API;

/** Whom a test may connect to: {@link RingfenceAssertions#loopback()}, {@link RingfenceAssertions#peer(String)}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Peer {
    private final PeerRule rule;

    Peer(PeerRule rule) {
        this.rule = rule;
    }

    PeerRule rule() {
        return rule;
    }

    @Override
    public String toString() {
        return rule.toString();
    }
}
