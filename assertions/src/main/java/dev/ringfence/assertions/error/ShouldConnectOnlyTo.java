package dev.ringfence.assertions.error;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** Somebody else was connected to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldConnectOnlyTo {
    private ShouldConnectOnlyTo() {}

    /**
     * Returns the message.
     *
     * @param recording the recording
     * @param only the peers that were expected
     * @param others the calls that went elsewhere, at least one
     * @param addresses the addresses they went to, each once
     */
    public static ErrorMessageFactory shouldConnectOnlyTo(
            Recording recording, String only, List<TraceEvent> others, List<String> addresses) {
        List<String> lines = new ArrayList<>();
        lines.add("Expecting " + recording.name() + " to connect only to " + only + ", but " + others.size()
                + (others.size() == 1 ? " connection" : " connections") + " to somebody else "
                + (others.size() == 1 ? "was" : "were") + " tried:");
        lines.add("");
        lines.addAll(CallLines.of(recording, others, others.size()));
        lines.add("");
        String peers = String.join(
                ", ",
                addresses.stream()
                        .limit(3)
                        .map(address -> "peer(" + GlobSuggestion.literal(address) + ")")
                        .toList());
        lines.add(Layout.labelled("allow it", "connectsOnlyTo(" + only + ", " + peers + ")"));
        return new TextMessage(String.join("\n", lines));
    }
}
