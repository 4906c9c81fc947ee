package dev.ringfence.assertions.error;

import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** What the assertion needs of {@code /proc} was not captured, or could not be read. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldBeCaptured {
    private ShouldBeCaptured() {}

    /** Returns the message for parts that nobody asked for. */
    public static ErrorMessageFactory shouldHaveCaptured(Recording recording, Collection<SnapshotPart> missing) {
        List<SnapshotPart> sorted = missing.stream().sorted().toList();
        boolean one = sorted.size() == 1;
        String names = sorted.stream().map(SnapshotPart::spelled).collect(Collectors.joining(", "));
        String constants =
                sorted.stream().map(part -> "SnapshotPart." + part.name()).collect(Collectors.joining(", "));
        return new TextMessage("cannot tell: " + names + (one ? " was" : " were") + " not captured around "
                + recording.name() + "; capture " + (one ? "it" : "them") + " with @Traced(snapshot = "
                + (one ? constants : "{" + constants + "}") + ")");
    }

    /** Returns the message for a recording that has nothing of {@code /proc}. */
    public static ErrorMessageFactory shouldHaveStates(Recording recording) {
        List<Gap> gaps = recording.completeness().gaps();
        return new TextMessage("cannot tell: what /proc said around " + recording.name() + " is not in the recording"
                + (gaps.isEmpty()
                        ? ", which an older version of Ringfence wrote"
                        : ": " + gaps.get(0).text()));
    }

    /**
     * Returns the message for something that could not be read.
     *
     * @param subject what cannot be told, such as {@code whether uploads() left threads running}
     * @param reason why
     */
    public static ErrorMessageFactory shouldBeKnown(String subject, String reason) {
        return new TextMessage("cannot tell " + subject + ": " + reason);
    }
}
