package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.Settings;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signatures;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What a window must not do with descriptors. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DescriptorRules {
    private static final Observing TABLE = Observing.families(
            Families.opens(),
            Families.closes(),
            Families.duplicates(),
            Families.pipes(),
            Families.epolls(),
            Families.sockets(),
            Families.accepts());

    private static final String TAKING_SETTING = "%desc";
    private static final Observing TAKING = TABLE.and(new Observing(taking(), List.of(TAKING_SETTING)));

    private DescriptorRules() {}

    /** Returns the calls that take a descriptor in a register. */
    private static Set<String> taking() {
        return Settings.names(TAKING_SETTING).stream()
                .filter(name -> Signatures.of(name).map(Signature::parameters).orElse(List.of()).stream()
                        .anyMatch(parameter -> parameter.kind().name().equals("fd")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the rule that no descriptor is closed that was closed already. */
    public static Rule closesNothingTwice() {
        return Rule.expecting("to close nothing twice")
                .found("1 descriptor was", "descriptors were")
                .telling("whether %s closed something twice")
                .observing(TABLE)
                .concerning(Concern.DESCRIPTORS, Concern.EVENTS, Concern.COUNTS)
                .unlessGapsExplainIt()
                .by(() -> DoubleCloses::see);
    }

    /** Returns the rule that no descriptor is used that was closed before. */
    public static Rule usesNothingClosed() {
        return Rule.expecting("to use no descriptor that was closed")
                .found("1 call did", "calls did")
                .telling("whether %s used descriptors that were closed")
                .observing(TAKING)
                .concerning(Concern.DESCRIPTORS, Concern.EVENTS, Concern.COUNTS)
                .unlessGapsExplainIt()
                .by(() -> UsesAfterClose::see);
    }

    /** Returns the rule that nothing is closed that somebody else opened. */
    public static Rule closesOnlyItsOwn() {
        return Rule.expecting("to close only what it opened")
                .found("1 descriptor of somebody else was closed", "descriptors of somebody else were closed")
                .telling("whose descriptors %s closed")
                .observing(TABLE)
                .concerning(Concern.DESCRIPTORS, Concern.EVENTS, Concern.COUNTS)
                .byOneFor(ForeignCloses::new);
    }
}
