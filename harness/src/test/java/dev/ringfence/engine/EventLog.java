package dev.ringfence.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Writes down every event with all that a report could show of it, in a form that does not depend on the engine's id. */
final class EventLog implements TestExecutionListener {
    private static final Pattern ENGINE = Pattern.compile("\\[engine:[a-z-]+]");

    private final List<String> lines = new ArrayList<>();
    private final List<Throwable> throwables = new ArrayList<>();

    /** Returns a line for each event of a test or container; the engines' own are left out. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    List<Throwable> throwables() {
        return List.copyOf(throwables);
    }

    /** Returns lines such as {@code STARTED a1()}, without skipped reasons and throwables. */
    List<String> shortLines() {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .toList();
    }

    private void add(String what, TestIdentifier test, Object detail) {
        if (test.getParentId().isPresent()) {
            lines.add(what + " " + test.getDisplayName() + " | " + describe(test) + " | " + detail);
        }
    }

    private static String describe(TestIdentifier test) {
        return ENGINE.matcher(test.getUniqueId()).replaceAll("") + " in "
                + ENGINE.matcher(test.getParentId().orElse("")).replaceAll("") + " " + test.getLegacyReportingName()
                + " " + test.getType() + " "
                + test.getTags().stream().map(TestTag::getName).sorted().toList() + " "
                + test.getSource().orElse(null);
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        add("REGISTERED", test, "");
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        add("STARTED", test, "");
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add("SKIPPED", test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(throwables::add);
        add(
                result.getStatus().toString(),
                test,
                result.getThrowable().map(Throwable::toString).orElse(""));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        add("ENTRY", test, entry.getKeyValuePairs());
    }

    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry file) {
        add("FILE", test, file.getPath().getFileName() + " " + file.getMediaType());
    }
}
