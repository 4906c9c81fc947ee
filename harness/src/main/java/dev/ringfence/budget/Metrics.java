package dev.ringfence.budget;

import dev.ringfence.syscall.FamilyTable;
import dev.ringfence.syscall.NearestNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** All metrics, by name: the number of calls of each family, and what is not a number of calls. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Metrics {
    private static final Map<String, Metric> ALL = all();

    private Metrics() {}

    private static Map<String, Metric> all() {
        Map<String, Metric> all = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                new PeakDescriptors(),
                                new ChildProcesses(),
                                TransferredBytes.read(),
                                TransferredBytes.written()),
                        FamilyTable.all().stream().map(FamilyCalls::new))
                .forEach(metric -> all.put(metric.name(), metric));
        return Collections.unmodifiableMap(all);
    }

    /**
     * Returns the metrics of a budget that names none: what a test does to files, connections and processes, all of it
     * observed in any case.
     */
    public static List<Metric> standard() {
        return Stream.of("opens", "renames", "unlinks", "fsyncs", "connects", "processes", "peak-descriptors")
                .map(Metrics::byName)
                .toList();
    }

    /** Returns the metric of this name, if there is one. */
    public static Optional<Metric> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /**
     * Returns the metric of this name.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest names
     */
    public static Metric byName(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" is not a metric" + NearestNames.hint(name, ALL.keySet())));
    }
}
