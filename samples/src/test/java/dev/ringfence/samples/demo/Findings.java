package dev.ringfence.samples.demo;

import dev.ringfence.samples.running.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo expects of the run, checked one by one. */
final class Findings {
    private static final Pattern REPORT = Pattern.compile("(?m)^full report:\\s+(\\S.*)$");
    private final SourceLine leak;
    private final List<String> missing = new ArrayList<>();

    Findings(SourceLine leak) {
        this.leak = leak;
    }

    /** Checks the verdicts and returns what is missing, nothing where the leak was caught as it should be. */
    List<String> missing(List<Verdict> verdicts, String innocent, String leaking) throws IOException {
        expect(find(verdicts, innocent).filter(Verdict::isSuccessful).isPresent(), innocent + "() should pass");
        Optional<Verdict> caught = find(verdicts, leaking).filter(Verdict::isFailed);
        expect(caught.isPresent(), leaking + "() should fail");
        if (caught.isPresent()) check(caught.get().thrown());
        return List.copyOf(missing);
    }

    private void check(Throwable failure) throws IOException {
        String message = String.valueOf(failure.getMessage());
        expect(
                failure instanceof AssertionError,
                "the failure should be an AssertionError but is a "
                        + failure.getClass().getName());
        expect(message.contains(leak.reference()), "the message should name " + leak.reference());
        expect(message.contains("confirmed: "), "more runs should have confirmed it");
        expect(causeIsAtLeak(failure), "the cause should have the stack of " + leak.reference());
        Optional<Path> report = report(failure);
        expect(report.isPresent(), "the message should name the full report");
        if (report.isPresent()) expect(Files.size(report.get()) > 0, "the full report should be written");
    }

    /** Returns the full report that the message names, if that file exists. */
    static Optional<Path> report(Throwable failure) {
        Matcher matcher = REPORT.matcher(String.valueOf(failure.getMessage()));
        if (!matcher.find()) return Optional.empty();
        return Optional.of(Path.of(matcher.group(1).strip()).toAbsolutePath()).filter(Files::isRegularFile);
    }

    static Optional<Verdict> find(List<Verdict> verdicts, String method) {
        return verdicts.stream()
                .filter(verdict -> verdict.test().getDisplayName().equals(method + "()"))
                .findFirst();
    }

    private boolean causeIsAtLeak(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause == null) return false;
        for (StackTraceElement frame : cause.getStackTrace()) if (leak.isAt(frame)) return true;
        return false;
    }

    private void expect(boolean condition, String otherwise) {
        if (!condition) missing.add(otherwise);
    }
}
