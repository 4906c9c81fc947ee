package dev.ringfence.assertions.evidence;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apiguardian.api.API;

/**
 * What {@code /proc} shows a window to have grown by.
 *
 * @param recording the recording
 * @param wording what was expected, and what it is
 * @param items what there is more of
 * @param allowed how much more there is that is allowed
 * @param isStillThere whether an item is there at the end of a later recording
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StateGrowth(
        Recording recording, Wording wording, List<Item> items, int allowed, BiPredicate<Item, Recording> isStillThere)
        implements Grown<StateGrowth> {
    public StateGrowth {
        Objects.requireNonNull(recording, "recording");
        Objects.requireNonNull(wording, "wording");
        items = List.copyOf(items);
        Objects.requireNonNull(isStillThere, "isStillThere");
    }

    /**
     * How a message says it.
     *
     * @param expectation such as {@code to leave no file mapped}
     * @param found such as {@code 1 was}
     * @param noun what it grows by, in the plural
     */
    public record Wording(String expectation, StateFound found, String noun) {}

    /** What was found, by how many. */
    public record StateFound(String one, String many) {
        /** Returns the clause for so many. */
        public String of(int count) {
            return count == 1 ? one : count + " " + many;
        }
    }

    /**
     * One thing.
     *
     * @param text a line of evidence
     * @param name by which it is allowed
     * @param site what is the same in each run
     * @param by the calls that made it so, as far as they were observed
     */
    public record Item(String text, String name, Site site, List<TraceEvent> by) {
        public Item {
            by = List.copyOf(by);
        }

        /** Makes one of which no call is known. */
        public Item(String text, String name, Site site) {
            this(text, name, site, List.of());
        }
    }

    /**
     * Returns the growth of a number, which is none unless it is more than it may be.
     *
     * @param name what is counted
     * @param text the line of evidence
     */
    public static StateGrowth ofNumber(
            Recording recording, Wording wording, String name, String text, long number, long most) {
        List<Item> items =
                number <= most ? List.of() : List.of(new Item(text, String.valueOf(number), new Site(name, name)));
        return new StateGrowth(recording, wording, items, 0, (item, later) -> true);
    }

    @Override
    public boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public Growth growth() {
        return growth(items);
    }

    @Override
    public Growth growthStillThereIn(Recording later) {
        return growth(
                items.stream().filter(item -> isStillThere.test(item, later)).toList());
    }

    private static Growth growth(List<Item> items) {
        Map<Site, Integer> bySite = new LinkedHashMap<>();
        items.forEach(item -> bySite.merge(item.site(), 1, Integer::sum));
        return new Growth(bySite);
    }

    @Override
    public StateGrowth onlyAt(Set<Site> sites) {
        List<Item> some =
                items.stream().filter(item -> sites.contains(item.site())).toList();
        return some.isEmpty() ? this : new StateGrowth(recording, wording, some, allowed, isStillThere);
    }

    @Override
    public String noun() {
        return wording.noun();
    }
}
