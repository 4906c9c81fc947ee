package dev.ringfence.assertions.evidence;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are looked for in order.
 *
 * @param steps what became of each
 * @param doubts events of which it is not known whether they are the first step that is not done
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record OrderedSteps(List<Step> steps, List<Doubt> doubts) {
    public OrderedSteps {
        steps = List.copyOf(steps);
        doubts = List.copyOf(doubts);
    }

    /** Returns the first step that is not done in its place, if there is one. */
    public Optional<Step> firstFailing() {
        return steps.stream().filter(step -> !step.isDone()).findFirst();
    }

    /** A call of the test, and what each rule says of it. */
    private record Judged(Occurrence occurrence, List<Answer> answers) {}

    /** Looks for steps each of which begins after the one before it has ended; other calls may lie between. */
    public static OrderedSteps in(Recording recording, List<CallRule> rules) {
        List<Judged> calls = judged(recording, rules);
        List<Step> steps = new ArrayList<>();
        Occurrence before = null;
        for (int i = 0; i < rules.size(); i++) {
            Occurrence next = first(calls, i, before);
            if (next == null)
                return new OrderedSteps(withRest(steps, calls, rules, i, before), doubts(calls, i, before));
            steps.add(new Step(rules.get(i).toString(), Step.State.DONE, next.sighting()));
            before = next;
        }
        return new OrderedSteps(steps, List.of());
    }

    /** Looks for steps with no other call of the test between them. */
    public static OrderedSteps inDirectSuccession(Recording recording, List<CallRule> rules) {
        List<Judged> calls = judged(recording, rules);
        int longest = 0;
        int at = 0;
        List<Doubt> doubts = new ArrayList<>();
        for (int start = 0; start < calls.size(); start++) {
            int length = 0;
            while (length < rules.size()
                    && start + length < calls.size()
                    && calls.get(start + length).answers().get(length).isYes()) length++;
            if (length > longest) {
                longest = length;
                at = start;
            }
            maybe(calls, start, rules.size()).ifPresent(doubts::add);
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < longest; i++)
            steps.add(new Step(
                    rules.get(i).toString(),
                    Step.State.DONE,
                    calls.get(at + i).occurrence().sighting()));
        if (longest == rules.size()) return new OrderedSteps(steps, List.of());
        Occurrence before = longest == 0 ? null : calls.get(at + longest - 1).occurrence();
        List<Step> all = withRest(steps, calls, rules, longest, before);
        Occurrence later = first(calls, longest, before);
        if (later != null)
            all.set(longest, new Step(rules.get(longest).toString(), Step.State.NOT_NEXT, later.sighting()));
        return new OrderedSteps(all, doubts);
    }

    /** Returns a doubt where the calls from here on may be the steps. */
    private static Optional<Doubt> maybe(List<Judged> calls, int start, int length) {
        if (start + length > calls.size()) return Optional.empty();
        Doubt doubt = null;
        for (int i = 0; i < length; i++) {
            Answer answer = calls.get(start + i).answers().get(i);
            if (answer.isNo()) return Optional.empty();
            if (!answer.isYes() && doubt == null)
                doubt = new Doubt(calls.get(start + i).occurrence().sighting().event(), answer.reason());
        }
        return Optional.ofNullable(doubt);
    }

    private static List<Judged> judged(Recording recording, List<CallRule> rules) {
        List<Judged> calls = new ArrayList<>();
        SeenCall.each(recording, seen -> {
            if (!seen.isJudged()) return;
            Answer succeeded = seen.call().map(OrderedSteps::succeeded).orElse(Answer.YES);
            List<Answer> answers =
                    rules.stream().map(rule -> rule.test(seen).and(succeeded)).toList();
            calls.add(new Judged(new Occurrence(Sighting.of(seen)), answers));
        });
        return calls;
    }

    private static Answer succeeded(SyscallEvent call) {
        // close(2) takes the number away whatever it returns, so its exit is never watched.
        if (call.effect() instanceof FdEffect.Closed || call.effect() instanceof FdEffect.ClosedRange)
            return Answer.YES;
        if (call.outcome() instanceof Outcome.EntryOnly) return Answer.NOT_WATCHED;
        return Answer.of(call.outcome() instanceof Outcome.Returned);
    }

    private static @Nullable Occurrence first(List<Judged> calls, int step, @Nullable Occurrence before) {
        return calls.stream()
                .filter(call -> call.answers().get(step).isYes())
                .map(Judged::occurrence)
                .filter(call -> before == null || call.follows(before))
                .findFirst()
                .orElse(null);
    }

    /** Adds the step that is not in its place, and those after it as far as they are found anywhere. */
    private static List<Step> withRest(
            List<Step> done, List<Judged> calls, List<CallRule> rules, int failing, @Nullable Occurrence before) {
        List<Step> steps = new ArrayList<>(done);
        for (int i = failing; i < rules.size(); i++) {
            Occurrence anywhere = first(calls, i, null);
            Step.State state = anywhere == null
                    ? Step.State.MISSING
                    : i == failing && before != null ? Step.State.TOO_EARLY : Step.State.DONE;
            steps.add(new Step(rules.get(i).toString(), state, anywhere == null ? null : anywhere.sighting()));
        }
        return steps;
    }

    private static List<Doubt> doubts(List<Judged> calls, int step, @Nullable Occurrence before) {
        List<Doubt> doubts = new ArrayList<>();
        for (Judged call : calls) {
            Answer answer = call.answers().get(step);
            boolean inPlace = before == null || call.occurrence().follows(before);
            if (!answer.isYes() && !answer.isNo() && inPlace)
                doubts.add(new Doubt(call.occurrence().sighting().event(), answer.reason()));
        }
        return doubts;
    }
}
