package dev.ringfence.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log as {@code -f -o FILE} writes it, by threads. A thread is named after its place in the tree of births, which two
 * runs share: the first is 1, the second thread or process that it started 1.2.
 *
 * @param threads by name
 * @param names of threads by their ids
 */
record TraceLog(SortedMap<String, List<LogLine>> threads, Map<String, String> names) {
    /** What the log calls the process that wrote it. */
    static final String TRACER = "tracer";

    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\S+ resumed>(.*)");
    private static final Pattern SUPERSEDED = Pattern.compile("\\+\\+\\+ superseded by execve in pid (\\d+) \\+\\+\\+");
    private static final Pattern BIRTH = Pattern.compile("(?:fork|vfork|clone|clone3)\\(.*\\) += (\\d+)");
    private static final String UNFINISHED = " <unfinished ...>";

    int lines() {
        return threads.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Reads a log.
     *
     * @param tracer the id of the process that wrote it
     */
    static TraceLog parse(List<String> lines, long tracer) {
        Map<String, List<LogLine>> byId = new LinkedHashMap<>();
        Map<String, String> halves = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) throw new IllegalArgumentException("a line without a thread: " + line);
            String id = parts.group(1);
            List<LogLine> thread = byId.computeIfAbsent(id, first -> new ArrayList<>());
            read(parts.group(2), id, thread, halves);
        }
        halves.forEach((id, half) -> {
            List<LogLine> thread = byId.get(id);
            if (thread != null) thread.add(new LogLine(half + UNFINISHED, true));
        });
        return named(byId, tracer);
    }

    private static void read(String text, String id, List<LogLine> thread, Map<String, String> halves) {
        Matcher resumed = RESUMED.matcher(text);
        Matcher superseded = SUPERSEDED.matcher(text);
        if (text.endsWith(UNFINISHED)) {
            halves.put(id, text.substring(0, text.length() - UNFINISHED.length()));
        } else if (resumed.matches()) {
            String half = halves.remove(id);
            if (half == null) throw new IllegalArgumentException(id + " resumes what it did not begin: " + text);
            thread.add(new LogLine(half + resumed.group(1), true));
        } else {
            thread.add(new LogLine(text, false));
            // The thread that called execve goes on under the id of the leader.
            if (superseded.matches()) {
                String half = halves.remove(superseded.group(1));
                if (half != null) halves.put(id, half);
            }
        }
    }

    private static TraceLog named(Map<String, List<LogLine>> byId, long tracer) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(Long.toString(tracer), TRACER);
        byId.keySet().stream().limit(1).forEach(first -> nameFamily(first, "1", byId, names));
        int strangers = 0;
        for (String id : byId.keySet()) {
            if (!names.containsKey(id)) nameFamily(id, "?" + ++strangers, byId, names);
        }
        SortedMap<String, List<LogLine>> threads = new TreeMap<>();
        byId.forEach((id, thread) -> threads.put(names.getOrDefault(id, id), List.copyOf(thread)));
        return new TraceLog(threads, names);
    }

    private static void nameFamily(String id, String name, Map<String, List<LogLine>> byId, Map<String, String> names) {
        if (names.putIfAbsent(id, name) != null) return;
        int born = 0;
        for (LogLine line : byId.getOrDefault(id, List.of())) {
            Matcher birth = BIRTH.matcher(line.text());
            if (birth.lookingAt()) nameFamily(birth.group(1), name + "." + ++born, byId, names);
        }
    }
}
