package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.CallNames;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Something that a window must not do. A value. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Rule {
    private final String expectation;
    private final String expected;
    private final String one;
    private final String many;
    private final String subject;
    private final Observing observing;
    private final Set<Concern> concerns;
    private final boolean gapsMayExplain;
    private final boolean aboutCalls;
    private final Function<Recording, Watcher> watcher;

    private Rule(Builder builder, Function<Recording, Watcher> watcher) {
        this.expectation = builder.expectation;
        this.expected = builder.expected;
        this.one = builder.one;
        this.many = builder.many;
        this.subject = builder.subject;
        this.observing = builder.observing;
        this.concerns = builder.concerns;
        this.gapsMayExplain = builder.gapsMayExplain;
        this.aboutCalls = builder.aboutCalls;
        this.watcher = watcher;
    }

    /** Begins a rule with what is expected, such as {@code to connect only to loopback()}. */
    static Builder expecting(String expectation) {
        return new Builder(expectation);
    }

    /** Collects what a rule consists of. */
    static final class Builder {
        private final String expectation;
        private String expected;
        private String one = "1 thing did not";
        private String many = "things did not";
        private String subject = "that";
        private Observing observing = new Observing(Set.of(), List.of());
        private Set<Concern> concerns = Set.of(Concern.EVENTS, Concern.COUNTS);
        private boolean gapsMayExplain;
        private boolean aboutCalls;

        private Builder(String expectation) {
            this.expectation = expectation;
            this.expected = expectation;
        }

        /** Sets the value that an IDE shows as expected; without, the expectation. */
        Builder value(String newExpected) {
            expected = newExpected;
            return this;
        }

        /** Sets how a message says what was found. */
        Builder found(String newOne, String newMany) {
            one = newOne;
            many = newMany;
            return this;
        }

        /** Sets what cannot be told where it cannot, with the name of the recording for {@code %s}. */
        Builder telling(String newSubject) {
            subject = newSubject;
            return this;
        }

        Builder observing(Observing newObserving) {
            observing = newObserving;
            return this;
        }

        /** Sets what has to be complete. */
        Builder concerning(Concern... newConcerns) {
            concerns = Set.of(newConcerns);
            return this;
        }

        /** What is missing could explain what is found, so nothing is certain where something is. */
        Builder unlessGapsExplainIt() {
            gapsMayExplain = true;
            return this;
        }

        /** It is broken by no other events than the calls that have to be observed: where none was counted, none is missing. */
        Builder aboutCalls() {
            aboutCalls = true;
            return this;
        }

        Rule by(Supplier<Watcher> watcher) {
            return new Rule(this, recording -> watcher.get());
        }

        /** Ends with a watcher that has to know what was observed. */
        Rule byOneFor(Function<Recording, Watcher> watcher) {
            return new Rule(this, watcher);
        }
    }

    /** Looks for what breaks the rule and is not allowed. */
    public Findings find(Recording recording, List<Allowance> allowances) {
        Findings.Collector found = new Findings.Collector(allowances);
        Watcher looking = watcher.apply(recording);
        Predicate<String> needed = CallNames.among(observing.names());
        SeenCall.each(
                recording,
                seen -> {
                    seen.judgedCall()
                            .filter(call -> CallNames.isForeign(call.name()) && needed.test(call.name()))
                            .ifPresent(call -> found.doubt(call, CallNames.FOREIGN));
                    looking.see(seen, found);
                },
                seen -> looking.unfinished(seen, found));
        looking.end(found);
        return found.findings();
    }

    /** Returns what is expected of the recording, such as {@code to connect only to loopback()}. */
    public String expectation() {
        return expectation;
    }

    /** Returns the value that an IDE shows as expected. */
    public String expected() {
        return expected;
    }

    /** Returns what was found instead, such as {@code 2 connections to somebody else were tried}. */
    public String found(Findings findings) {
        return findings.summary().orElseGet(() -> findings.count() == 1 ? one : findings.count() + " " + many);
    }

    /** Returns what cannot be told where it cannot, such as {@code whom starts() connected to}. */
    public String subject(Recording recording) {
        return subject.replace("%s", Objects.requireNonNull(recording.name()));
    }

    /** Returns what has to be observed. */
    public Observing observing() {
        return observing;
    }

    /** Returns what of a recording has to be complete. */
    public Set<Concern> concerns(Recording recording) {
        if (!aboutCalls || !countsNone(recording)) return concerns;
        return concerns.stream().filter(concern -> concern != Concern.EVENTS).collect(Collectors.toUnmodifiableSet());
    }

    private boolean countsNone(Recording recording) {
        Predicate<String> needed = CallNames.among(observing.names());
        return recording.counts().stream()
                .noneMatch(count -> count.calls() > 0 && count.scope().isJudged() && needed.test(count.name()));
    }

    /** Returns whether what is missing could explain what was found. */
    public boolean gapsMayExplain() {
        return gapsMayExplain;
    }
}
