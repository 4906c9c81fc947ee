package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.error.ShouldDoInOrder;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.OrderedSteps;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.assertions.evidence.Step;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Judges whether a window did certain steps in order. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OrderJudge {
    private static final Set<Concern> ALL_EVENTS = Set.of(Concern.EVENTS, Concern.COUNTS);

    private final Recording recording;
    private final List<CallRule> rules;
    private final Asker asker;

    /**
     * Makes a judge.
     *
     * @throws IllegalArgumentException if there are less than two steps
     */
    public OrderJudge(Recording recording, List<CallRule> rules, Asker asker) {
        if (rules.size() < 2)
            throw new IllegalArgumentException("an order needs two steps but there were " + rules.size());
        this.recording = recording;
        this.rules = List.copyOf(rules);
        this.asker = asker;
    }

    /** Fails unless each step began after the one before it had ended. Steps that were seen were done, whatever is missing. */
    public void inOrder() {
        Guard guard = guard();
        OrderedSteps found = OrderedSteps.in(recording, rules);
        if (found.firstFailing().isEmpty()) return;
        conclude(guard, found, "to do " + rules.size() + " steps in order");
    }

    /** Fails unless the steps were done with no other observed call between them. */
    public void inDirectSuccession() {
        Guard guard = guard();
        OrderedSteps found = OrderedSteps.inDirectSuccession(recording, rules);
        if (found.firstFailing().isEmpty()) guard.complete(subject(), ALL_EVENTS);
        else conclude(guard, found, "to do " + rules.size() + " steps in direct succession");
    }

    private Guard guard() {
        Guard guard = new Guard(recording, asker.info());
        guard.observed(observing());
        return guard;
    }

    private Observing observing() {
        return rules.stream().map(CallRule::observing).reduce(new Observing(Set.of(), List.of()), Observing::and);
    }

    private String subject() {
        return "in which order " + recording.name() + " did its steps";
    }

    private void conclude(Guard guard, OrderedSteps found, String expectation) {
        guard.complete(subject(), ALL_EVENTS);
        guard.certain(subject(), found.doubts(), found.doubts().size(), observing());
        throw failure(recording, expectation, wrong(found.steps()), found.steps(), asker);
    }

    private static String wrong(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (step.state()) {
                case DONE -> {}
                case MISSING -> {
                    return "step " + (i + 1) + " is missing";
                }
                case TOO_EARLY -> {
                    return "step " + (i + 1) + " came before step " + i + " was over";
                }
                case TOO_LATE, IN_PLACE -> {
                    return "step " + (i + 1) + " is " + step.state();
                }
                case NOT_NEXT -> {
                    return "something else came between step " + i + " and step " + (i + 1);
                }
            }
        }
        throw new IllegalStateException("nothing is wrong with " + steps);
    }

    static AssertionFailedError failure(
            Recording recording, String expectation, String wrong, List<Step> steps, Asker asker) {
        List<String> done = steps.stream().filter(Step::isDone).map(Step::label).toList();
        String text = TextMessage.of(
                ShouldDoInOrder.shouldDoInOrder(
                        recording,
                        expectation,
                        wrong,
                        steps,
                        asker.allowing().apply(done),
                        asker.selector().get()),
                asker.info());
        String expected = steps.stream().map(Step::label).collect(Collectors.joining("\n"));
        String actual = steps.stream()
                .map(step -> step.isDone() ? step.label() : step.label() + " (" + step.state() + ")")
                .collect(Collectors.joining("\n"));
        Optional<Throwable> here = steps.stream()
                .flatMap(step -> step.sighting().stream())
                .map(Sighting::event)
                .flatMap(event -> CalledHere.of(recording, event).stream())
                .findFirst();
        return here.map(cause -> new AssertionFailedError(text, expected, actual, cause))
                .orElseGet(() -> new AssertionFailedError(text, expected, actual));
    }
}
