package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.CallTally;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** A window made too many or too few calls of a family. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldMakeCalls {
    private ShouldMakeCalls() {}

    /**
     * Returns the message.
     *
     * @param recording the recording
     * @param calls which calls, as a test writes it, such as {@code opens()}
     * @param expected how many were expected, such as {@code at most 4 calls}
     * @param tally how many there were
     * @param allowing how to allow so many
     * @param selector what selects the test alone, if it is known
     */
    public static ErrorMessageFactory shouldMakeCalls(
            Recording recording,
            String calls,
            String expected,
            CallTally tally,
            String allowing,
            Optional<String> selector) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Expecting " + expected + " of " + calls + " in " + recording.name() + ", but " + found(tally.count()));
        lines.add("");
        if (tally.count() > 0) {
            lines.addAll(CallLines.of(recording, tally.sightings(), tally.count()));
            lines.add("");
        }
        if (!tally.byName().isEmpty()) lines.add(Layout.labelled("by call", byCall(tally)));
        lines.add(Layout.labelled("allow it", allowing));
        selector.map(Layout::reproducing).ifPresent(lines::add);
        return new TextMessage(String.join("\n", lines));
    }

    private static String found(long count) {
        if (count == 0) return "there was none";
        return (count == 1 ? "there was 1" : "there were " + count) + ":";
    }

    private static String byCall(CallTally tally) {
        String calls = tally.byName().entrySet().stream()
                .map(ShouldMakeCalls::describe)
                .collect(Collectors.joining(", "));
        return tally.failures() == 0 ? calls : calls + " · " + tally.failures() + " of them failed";
    }

    private static String describe(Map.Entry<String, Long> entry) {
        return entry.getKey() + " " + entry.getValue();
    }
}
