package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.ThreadLeak;
import dev.ringfence.assertions.evidence.ThreadLeaks;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.event.JavaStack;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.ledger.Site;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.WindowStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** Threads were left running. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldEndThreads implements GrowthText<ThreadLeaks> {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String SITE_INDENT = "         at ";
    private static final String MORE_INDENT = "         ";
    private static final int MOST_GLOBS = 3;

    private final String span;
    private final Function<List<String>, String> allowing;
    private final Optional<String> selector;

    /**
     * Makes the words for somebody who asks.
     *
     * @param span what the times in a message are counted in, such as {@code test}
     * @param allowing how somebody who asks like this allows threads of such names
     * @param selector what selects the test alone, if it is known
     */
    public ShouldEndThreads(String span, Function<List<String>, String> allowing, Optional<String> selector) {
        this.span = span;
        this.allowing = allowing;
        this.selector = selector;
    }

    @Override
    public ErrorMessageFactory shouldLeaveNothing(ThreadLeaks leaks, Standing standing) {
        int count = leaks.leaks().size();
        return new TextMessage("Expecting no thread to be left running by "
                + leaks.recording().name() + ", but " + count + (count == 1 ? " was" : " were") + ":\n\n"
                + evidence(leaks, standing));
    }

    @Override
    public ErrorMessageFactory shouldStopGrowing(ThreadLeaks leaks, String reason) {
        return new TextMessage("cannot tell whether " + leaks.recording().name() + " leaves threads running: " + reason
                + "\n\n" + evidence(leaks, Standing.unconfirmed()));
    }

    @Override
    public Optional<Throwable> cause(ThreadLeaks leaks) {
        return StartedHere.of(leaks.leaks().get(0));
    }

    private String evidence(ThreadLeaks leaks, Standing standing) {
        List<String> lines = new ArrayList<>(lines(leaks));
        lines.add("");
        lines.add(numbers(leaks) + standing.text());
        standing.elsewhere(leaks.bySite().keySet())
                .forEach(site -> lines.add(Layout.labelled("also at", site.label())));
        lines.add(Layout.labelled("allow it", allowing.apply(globs(leaks))));
        selector.ifPresent(test -> lines.add(Layout.reproducing(test) + " -Dringfence.rounds=20"));
        return String.join("\n", lines);
    }

    private List<String> lines(ThreadLeaks leaks) {
        Map<Site, List<ThreadLeak>> bySite = leaks.bySite();
        int[] shown = Layout.share(bySite.values().stream().map(List::size).toList());
        List<String> lines = new ArrayList<>();
        int group = 0;
        int hidden = 0;
        for (Map.Entry<Site, List<ThreadLeak>> entry : bySite.entrySet()) {
            int visible = shown[group++];
            if (visible == 0) hidden += entry.getValue().size();
            else lines.addAll(group(leaks.recording(), entry.getKey(), entry.getValue(), visible));
        }
        if (hidden > 0) lines.add("  ... and " + hidden + " more from other sites");
        return lines;
    }

    private List<String> group(Recording recording, Site site, List<ThreadLeak> group, int visible) {
        List<List<String>> rows = group.stream()
                .limit(visible)
                .map(leak -> List.of(leak.name(), doing(leak), start(recording, leak)))
                .toList();
        List<String> lines = new ArrayList<>();
        Layout.aligned(rows, "  ", "   ").forEach(row -> lines.add("  " + row));
        lines.add(SITE_INDENT + site.label());
        if (group.size() > visible)
            lines.add(MORE_INDENT + "... and " + (group.size() - visible) + " more from the same line");
        return lines;
    }

    private static String doing(ThreadLeak leak) {
        JavaStack stack = leak.thread().stack();
        if (stack instanceof JavaStack.Absent absent) return "what it does is not known: " + absent.reason();
        return Sites.innermost(stack)
                .or(() -> ((JavaStack.Taken) stack)
                        .frames().stream().findFirst().map(frame -> frame.getClassName() + "." + frame.getMethodName()))
                .map(frame -> "in " + frame)
                .orElse("without Java frames");
    }

    private String start(Recording recording, ThreadLeak leak) {
        return leak.thread()
                .seenStart()
                .map(start -> "started by " + start.starter().describe() + " "
                        + Times.of(start.atNanos() - recording.startNanos()) + " into the " + span
                        + (start.stack() instanceof JavaStack.Absent absent
                                ? ", where is not known: " + absent.reason()
                                : ""))
                .orElse("whose start was not seen");
    }

    private static String numbers(ThreadLeaks leaks) {
        WindowStates states = leaks.recording().states();
        if (states == null) return "";
        Reading<Integer> before = ThreadLeaks.count(leaks.recording(), states.opened());
        Reading<Integer> after = ThreadLeaks.count(leaks.recording(), states.settled());
        String allowed = leaks.allowed() == 0 ? "" : ", allowed " + leaks.allowed();
        return before.value()
                        .flatMap(was -> after.value().map(is -> "threads " + was + " before, " + is + " after"))
                        .orElse("")
                + allowed + " · ";
    }

    /** A pool numbers its threads. */
    private static List<String> globs(ThreadLeaks leaks) {
        return leaks.leaks().stream()
                .map(leak -> DIGITS.matcher(leak.thread().actor().name()).replaceAll("*"))
                .distinct()
                .limit(MOST_GLOBS)
                .toList();
    }
}
