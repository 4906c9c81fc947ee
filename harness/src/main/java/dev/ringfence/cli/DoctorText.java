package dev.ringfence.cli;

import dev.ringfence.environment.ProbeResult;
import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.NotTried;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Renders what the doctor found as a table for people. */
final class DoctorText {
    private static final int OUTCOME_WIDTH = 9;

    private DoctorText() {}

    static String of(List<ProbeResult> results, Ansi ansi) {
        int width = results.stream()
                .mapToInt(result -> result.name().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        text.append("ringfence ")
                .append(Version.ofThisBuild())
                .append(" on Java ")
                .append(Runtime.version())
                .append("\n\n");
        for (ProbeResult result : results) {
            append(text, outcome(result), style(result), pad(result.name(), width) + "  " + result.finding(), ansi);
            if (result instanceof Fails fails)
                append(text, "to do", "bold", pad("", width) + "  " + fails.remedy(), ansi);
        }
        return text.append('\n').append(conclusion(results)).append('\n').toString();
    }

    private static void append(StringBuilder text, String outcome, String style, String rest, Ansi ansi) {
        text.append("  ")
                .append(ansi.string("@|" + style + " " + outcome + "|@"))
                .append(" ".repeat(OUTCOME_WIDTH - outcome.length()))
                .append("  ")
                .append(rest)
                .append('\n');
    }

    private static String outcome(ProbeResult result) {
        if (result instanceof Fails) return "FAILED";
        return result instanceof NotTried ? "not tried" : "ok";
    }

    private static String style(ProbeResult result) {
        if (result instanceof Fails) return "bold,red";
        return result instanceof NotTried ? "faint" : "green";
    }

    private static String pad(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    private static String conclusion(List<ProbeResult> results) {
        return results.stream().allMatch(ProbeResult.Works.class::isInstance)
                ? "Traced tests run here."
                : "Traced tests do not run here: they fail, unless ringfence.unavailable is set to abort or skip.";
    }
}
