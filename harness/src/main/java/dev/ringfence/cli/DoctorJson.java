package dev.ringfence.cli;

import dev.ringfence.environment.ProbeResult;
import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.NotTried;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders what the doctor found as one JSON object (RFC 8259). */
final class DoctorJson {
    private static final int FIRST_PRINTABLE = 0x20;

    private DoctorJson() {}

    static String of(List<ProbeResult> results) {
        boolean ok = results.stream().allMatch(ProbeResult.Works.class::isInstance);
        return "{\n"
                + "  \"version\": " + quote(Version.ofThisBuild()) + ",\n"
                + "  \"java\": " + quote(Runtime.version().toString()) + ",\n"
                + "  \"ok\": " + ok + ",\n"
                + "  \"probes\": [\n"
                + results.stream().map(DoctorJson::probe).collect(Collectors.joining(",\n"))
                + "\n  ]\n"
                + "}\n";
    }

    private static String probe(ProbeResult result) {
        String remedy = result instanceof Fails fails ? ", \"remedy\": " + quote(fails.remedy()) : "";
        return "    {\"name\": " + quote(result.name()) + ", \"outcome\": " + quote(outcome(result)) + ", \"finding\": "
                + quote(result.finding()) + remedy + "}";
    }

    private static String outcome(ProbeResult result) {
        if (result instanceof Fails) return "failed";
        return result instanceof NotTried ? "not-tried" : "ok";
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
