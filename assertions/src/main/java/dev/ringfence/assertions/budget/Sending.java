package dev.ringfence.assertions.budget;

import dev.ringfence.Families;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.jupiter.Needs;
import java.util.HashSet;
import java.util.Set;

/** What is sent without a connection, and to whom. */
final class Sending {
    /** Its addresses are decoded when it returns, with how many messages were sent. */
    private static final Set<String> DECODED_AT_EXIT = Set.of("sendmmsg");

    private Sending() {}

    /** Returns what a rule needs, and the calls that send. */
    static Needs with(Rule rule) {
        Set<String> counted = new HashSet<>(rule.observing().names());
        counted.addAll(Families.sends().members());
        counted.removeAll(DECODED_AT_EXIT);
        return new Needs(counted, DECODED_AT_EXIT);
    }
}
