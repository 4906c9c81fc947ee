package dev.ringfence.cli;

import dev.ringfence.program.CallCount;
import java.util.List;
import java.util.stream.Collectors;

/** Renders counts as one JSON object (RFC 8259). */
final class SummaryJson {
    private SummaryJson() {}

    static String of(List<CallCount> counts) {
        String calls = counts.stream()
                .map(count ->
                        "    {\"abi\": " + DoctorJson.quote(count.abi().toString()) + ", \"number\": " + count.number()
                                + ", \"name\": " + DoctorJson.quote(count.name()) + ", " + numbers(count) + "}")
                .collect(Collectors.joining(",\n"));
        return "{\n  \"calls\": [" + (calls.isEmpty() ? "" : "\n" + calls + "\n  ") + "],\n  \"total\": {"
                + numbers(CallCount.total(counts)) + "}\n}\n";
    }

    private static String numbers(CallCount count) {
        CallCount.Times times = count.calls() == 0 ? null : count.times();
        return "\"calls\": " + count.calls() + ", \"errors\": " + count.errors() + ", \"nanos\": "
                + (times == null ? "null" : times.nanos()) + ", \"leastNanos\": "
                + (times == null ? "null" : times.leastNanos()) + ", \"mostNanos\": "
                + (times == null ? "null" : times.mostNanos());
    }
}
