package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.rule.PeerRule;
import java.util.List;

/** Reads peers as annotations name them. */
final class Peers {
    private static final String LOOPBACK = "loopback";

    private Peers() {}

    /** Returns the peers that are named: {@code loopback}, or a glob of an address. */
    static List<PeerRule> of(List<String> values) {
        return values.stream()
                .map(value -> value.equals(LOOPBACK) ? PeerRule.loopback() : PeerRule.of(value))
                .toList();
    }
}
