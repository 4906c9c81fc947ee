package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.StateGrowth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** A process has grown. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldNotGrow implements GrowthText<StateGrowth> {
    private final Function<List<String>, String> allowing;
    private final Optional<String> selector;

    /**
     * Makes the words for somebody who asks.
     *
     * @param allowing how somebody who asks like this allows what has such names
     * @param selector what selects the test alone, if it is known
     */
    public ShouldNotGrow(Function<List<String>, String> allowing, Optional<String> selector) {
        this.allowing = allowing;
        this.selector = selector;
    }

    @Override
    public ErrorMessageFactory shouldLeaveNothing(StateGrowth grown, Standing standing) {
        return new TextMessage("Expecting " + grown.recording().name() + " "
                + grown.wording().expectation() + ", but "
                + grown.wording().found().of(grown.items().size()) + ":\n\n" + evidence(grown, standing));
    }

    @Override
    public ErrorMessageFactory shouldStopGrowing(StateGrowth grown, String reason) {
        return new TextMessage("cannot tell whether " + grown.recording().name() + " keeps "
                + grown.wording().expectation() + ": " + reason + "\n\n" + evidence(grown, Standing.unconfirmed()));
    }

    @Override
    public Optional<Throwable> cause(StateGrowth grown) {
        return grown.items().stream()
                .flatMap(item -> item.by().stream())
                .flatMap(call -> CalledHere.of(grown.recording(), call).stream())
                .findFirst();
    }

    private String evidence(StateGrowth grown, Standing standing) {
        List<String> lines = new ArrayList<>();
        List<StateGrowth.Item> items = grown.items();
        for (StateGrowth.Item item : items.subList(0, Math.min(items.size(), Layout.EVIDENCE))) {
            lines.add("  " + item.text());
            lines.addAll(CallLines.below(grown.recording(), item.by()));
        }
        if (items.size() > Layout.EVIDENCE) lines.add("  ... and " + (items.size() - Layout.EVIDENCE) + " more");
        lines.add("");
        lines.add((grown.allowed() == 0 ? "" : "allowed " + grown.allowed() + " · ") + standing.text());
        List<String> names = items.stream().map(StateGrowth.Item::name).toList();
        lines.add(Layout.labelled("allow it", allowing.apply(GlobSuggestion.ofTexts(names))));
        selector.ifPresent(test -> lines.add(Layout.reproducing(test) + " -Dringfence.rounds=20"));
        return String.join("\n", lines);
    }
}
