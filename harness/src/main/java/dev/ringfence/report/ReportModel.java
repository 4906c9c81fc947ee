package dev.ringfence.report;

import dev.ringfence.event.JavaStack;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.ledger.Site;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.recording.text.EventText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the template shows, by the names that it uses. */
final class ReportModel {
    private static final int MOST_EVENTS = 1000;

    private final Recording recording;

    private ReportModel(Recording recording) {
        this.recording = recording;
    }

    static Map<String, Object> of(Recording recording, String title, String failureMessage) {
        return new ReportModel(recording).model(title, failureMessage);
    }

    private Map<String, Object> model(String title, String failureMessage) {
        List<Map<String, Object>> leftOpen = sites(recording.leftOpen());
        List<Map<String, Object>> abandoned = sites(recording.abandoned());
        List<TraceEvent> shown = recording
                .events()
                .subList(0, Math.min(MOST_EVENTS, recording.events().size()));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", title);
        model.put("failed", !failureMessage.isEmpty());
        model.put("failure", failureMessage);
        model.put("facts", facts());
        model.put("anyLeftOpen", !leftOpen.isEmpty());
        model.put("leftOpen", leftOpen);
        model.put("anyAbandoned", !abandoned.isEmpty());
        model.put("abandoned", abandoned);
        model.put(
                "gaps",
                recording.completeness().gaps().stream().map(ReportModel::gap).toList());
        model.put("complete", recording.completeness().isComplete());
        model.put("anyCounts", !recording.counts().isEmpty());
        model.put("counts", counts());
        model.put("anyEvents", !shown.isEmpty());
        model.put("events", shown.stream().map(this::event).toList());
        long spilled = recording.spill().map(SpilledEvents::count).orElse(0L);
        long hidden = recording.events().size() - shown.size() + spilled;
        model.put("moreEvents", hidden > 0);
        model.put("hidden", hidden);
        model.put("spilled", spilled);
        model.put("anySpilled", spilled > 0);
        model.put(
                "spillFile",
                recording
                        .spill()
                        .map(spill -> spill.file().getFileName().toString())
                        .orElse(""));
        return model;
    }

    private List<Map<String, Object>> facts() {
        long opened = recording.descriptors().stream()
                .filter(d -> d.life().isOpenedByTest())
                .count();
        long closed = recording.descriptors().stream()
                .filter(d -> d.life().isOpenedByTest() && d.life().ending() instanceof Ending.Closed)
                .count();
        return List.of(
                fact("recorded", recording.name()),
                fact("took", millis(recording.endNanos() - recording.startNanos())),
                fact("descriptors opened", opened),
                fact("closed", closed),
                fact("left open", recording.leftOpen().size()),
                fact("closed by the garbage collector", recording.abandoned().size()),
                fact("open at once, at most", recording.peakDescriptors()),
                fact("settled", settled()));
    }

    private String settled() {
        String waited = "after " + millis(recording.settling().waitedNanos());
        return recording.settling().quiet() ? waited : "no, the program was still busy " + waited;
    }

    private static Map<String, Object> fact(String name, Object value) {
        return Map.of("name", name, "value", value);
    }

    private static Map<String, Object> gap(Completeness.Gap gap) {
        return Map.of("concern", gap.concern().name().toLowerCase(Locale.ROOT), "text", gap.text());
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
    }

    // --- Descriptors ---

    /** Groups by opening site; each site shows the stack of its first descriptor. */
    private List<Map<String, Object>> sites(List<Descriptor> descriptors) {
        Map<Site, List<Map<String, Object>>> bySite = new LinkedHashMap<>();
        Map<Site, SyscallEvent> first = new LinkedHashMap<>();
        for (Descriptor descriptor : descriptors) {
            if (!(descriptor.life().opening() instanceof Opening.Seen seen)) continue;
            Site site = Sites.of(seen.event());
            first.putIfAbsent(site, seen.event());
            bySite.computeIfAbsent(site, s -> new ArrayList<>()).add(row(descriptor, seen.event()));
        }
        List<Map<String, Object>> sites = new ArrayList<>();
        bySite.forEach((site, rows) -> sites.add(Map.of(
                "site",
                site.label(),
                "count",
                rows.size(),
                "rows",
                rows,
                "stack",
                stack(Objects.requireNonNull(first.get(site), "first event of a site")))));
        return sites;
    }

    private Map<String, Object> row(Descriptor descriptor, SyscallEvent event) {
        String target = descriptor
                .target()
                .map(t -> t.description())
                .orElseGet(() -> event.path().orElse(descriptor.life().kind().noun()));
        String ending = descriptor.life().ending() instanceof Ending.Closed closed
                ? closed.call() + " by " + closed.by().describe()
                : "never";
        return Map.of(
                "fd", descriptor.life().fd().value(),
                "target", target,
                "call", EventText.what(event),
                "by", EventText.who(event),
                "at", EventText.time(event, recording.startNanos()),
                "closed", ending);
    }

    private static String stack(SyscallEvent event) {
        if (event.stack() instanceof JavaStack.Absent absent) return "no stack: " + absent.reason();
        if (!(event.stack() instanceof JavaStack.Taken taken)) throw new IllegalStateException("no text for " + event);
        StringBuilder text =
                new StringBuilder("\"" + taken.threadName() + "\"" + (taken.virtual() ? " (virtual)" : ""));
        for (StackTraceElement frame : taken.frames()) text.append("\n    at ").append(plain(frame));
        return text.toString();
    }

    /** Leaves class loader and module out, which say nothing to a reader and hide what does. */
    private static String plain(StackTraceElement frame) {
        return new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                .toString();
    }

    // --- Calls ---

    private List<Map<String, Object>> counts() {
        return recording.counts().stream()
                .sorted(Comparator.comparing(CallCount::scope)
                        .thenComparing(
                                Comparator.comparingLong(CallCount::calls).reversed())
                        .thenComparing(CallCount::name))
                .map(count -> Map.<String, Object>of(
                        "name", count.name(),
                        "scope", count.scope().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "judged", count.scope().isJudged(),
                        "calls", count.calls(),
                        "failures", count.failures()))
                .toList();
    }

    private Map<String, Object> event(TraceEvent event) {
        boolean judged = !(event instanceof SyscallEvent call) || call.scope().isJudged();
        return Map.of(
                "time", EventText.time(event, recording.startNanos()),
                "who", EventText.who(event),
                "what", EventText.what(event),
                "judged", judged);
    }
}
