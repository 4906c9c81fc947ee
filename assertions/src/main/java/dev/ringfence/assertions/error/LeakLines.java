package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Leak;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Site;
import dev.ringfence.ledger.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The evidence of a leak: one line for each descriptor, grouped by the site that opened them. */
final class LeakLines {
    private static final String SITE_INDENT = "         at ";
    private static final String MORE_INDENT = "         ";

    private final Leaks leaks;
    private final String span;

    LeakLines(Leaks leaks, String span) {
        this.leaks = leaks;
        this.span = span;
    }

    List<String> lines() {
        Map<Site, List<Leak>> bySite = leaks.bySite();
        int[] shown = Layout.share(bySite.values().stream().map(List::size).toList());
        List<String> lines = new ArrayList<>();
        int group = 0;
        int hiddenSites = 0;
        int hiddenLeaks = 0;
        for (Map.Entry<Site, List<Leak>> entry : bySite.entrySet()) {
            int visible = shown[group++];
            if (visible > 0) {
                lines.addAll(group(entry.getKey(), entry.getValue(), visible));
            } else {
                hiddenSites++;
                hiddenLeaks += entry.getValue().size();
            }
        }
        if (hiddenSites > 0)
            lines.add("  ... and " + hiddenLeaks + " more from " + Layout.counted(hiddenSites, "other site"));
        return lines;
    }

    private List<String> group(Site site, List<Leak> group, int visible) {
        List<List<String>> rows = group.stream().limit(visible).map(this::row).toList();
        List<String> lines = new ArrayList<>();
        Layout.aligned(rows, "  ", "   ").forEach(row -> lines.add("  " + row));
        lines.add(SITE_INDENT + site.label());
        List<String> creators = distinct(group, Sites::creator);
        List<String> callers = distinct(group, Sites::caller);
        if (!creators.isEmpty() && !creators.equals(callers)) lines.add(firstOf("created at ", creators, ", and at "));
        List<String> direct = distinct(group, Sites::directCaller);
        if (!direct.isEmpty()) lines.add(firstOf("called from ", direct, ", and from "));
        if (!callers.isEmpty()) lines.add(firstOf("called from ", callers, ", and from "));
        if (group.size() > visible)
            lines.add(MORE_INDENT + "... and " + (group.size() - visible) + " more from the same line");
        return lines;
    }

    private static List<String> distinct(List<Leak> group, Function<SyscallEvent, Optional<String>> place) {
        return group.stream()
                .flatMap(leak -> place.apply(leak.event()).stream())
                .distinct()
                .toList();
    }

    private static String firstOf(String verb, List<String> places, String others) {
        return MORE_INDENT
                + verb
                + places.get(0)
                + (places.size() > 1 ? others + Layout.counted(places.size() - 1, "other line") : "");
    }

    private List<String> row(Leak leak) {
        long at = leak.event().atNanos();
        String verb =
                leak.opening().source().map(from -> "copied from fd " + from).orElse("opened");
        String opened = verb + " by " + leak.event().actor().describe() + " "
                + Times.of(at - leaks.recording().startNanos()) + " into the " + span;
        String ending = leak.abandoned().map(closed -> abandoned(closed, at)).orElse("still open at its end");
        return List.of(leak.number(), leak.target(), opened + ", " + ending);
    }

    private static String abandoned(Ending.Closed closed, long openedAt) {
        return "abandoned: closed by the garbage collector (\"" + closed.by().name() + "\") "
                + Times.of(closed.atNanos() - openedAt) + " later";
    }
}
