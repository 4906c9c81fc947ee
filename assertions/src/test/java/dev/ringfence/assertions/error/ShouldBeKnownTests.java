package dev.ringfence.assertions.error;

import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Doubt;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.ObservedSet;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.WritableAssertionInfo;
import org.junit.jupiter.api.Test;

class ShouldBeKnownTests {

    @Test
    void names_the_calls_and_how_to_observe_them() {
        assertThat(ShouldBeKnown.shouldHaveObserved(
                                recording("uploads()").build(), Observing.families(Families.stats()))
                        .create())
                .isEqualTo(
                        "cannot tell: fstat, lstat, newfstatat, stat, statx were not observed in uploads(); observe them with @Traced(observe = \"stats\")");
    }

    @Test
    void names_only_what_is_missing() {
        assertThat(ShouldBeKnown.shouldHaveObserved(
                                recording("uploads()")
                                        .notObserving("openat2", "pipe")
                                        .build(),
                                Observing.families(Families.opens(), Families.closes(), Families.pipes()))
                        .create())
                .isEqualTo(
                        "cannot tell: openat2, pipe were not observed in uploads(); observe them with @Traced(observe = {\"opens\", \"pipes\"})");
        assertThat(ShouldBeKnown.shouldHaveObserved(
                                recording("uploads()").notObserving("openat2").build(),
                                Observing.families(Families.opens()))
                        .create())
                .isEqualTo(
                        "cannot tell: openat2 was not observed in uploads(); observe it with @Traced(observe = \"opens\")");
    }

    @Test
    void names_ten_calls_of_many() {
        Observing all = new Observing(ObservedSet.resolve("%file"), List.of("%file"));

        assertThat(ShouldBeKnown.shouldHaveObserved(recording("uploads()").build(), all)
                        .create())
                .matches("cannot tell: (\\w+, ){9}\\w+ and \\d+ more were not observed in uploads\\(\\);"
                        + " observe them with @Traced\\(observe = \"%file\"\\)");
    }

    @Test
    void shows_what_is_in_doubt_and_how_to_watch_it() {
        Recording recording = recording("uploads()")
                .with(call("fsync", 7).entryOnly(), call("fsync", 8).entryOnly())
                .build();
        List<Doubt> doubts = recording.events().stream()
                .map(event -> new Doubt(event, "its exit was not watched"))
                .toList();

        assertThat(ShouldBeKnown.shouldKnow(recording, "what was forced", doubts, 2, List.of("fsyncs"))
                        .create())
                .isEqualTo("""
                        cannot tell what was forced: of 2 events it is not known whether they matter:

                          0.000 ms  "main" (tid 5101)  fsync(7)   its exit was not watched
                          1.000 ms  "main" (tid 5101)  fsync(8)   its exit was not watched

                        observe it:   @Traced(observe = "fsyncs")""");
    }

    @Test
    void lists_gaps() {
        List<Gap> two = List.of(
                new Gap(Concern.DESCRIPTORS, "descriptor 41 (socket:[99]) appeared without an observed call"),
                new Gap(Concern.DESCRIPTORS, "io_uring was set up: what it opens is not seen"));

        assertThat(ShouldBeKnown.shouldBeComplete(
                                recording("uploads()").build(), "whether uploads() leaks descriptors", two)
                        .create())
                .isEqualTo("""
                        cannot tell whether uploads() leaks descriptors: the recording of uploads() has 2 gaps:

                          descriptor 41 (socket:[99]) appeared without an observed call
                          io_uring was set up: what it opens is not seen""");
    }

    @Test
    void lists_ten_gaps() {
        List<Gap> many = Collections.nCopies(12, new Gap(Concern.COUNTS, "a gap"));

        assertThat(ShouldBeKnown.shouldBeComplete(recording("uploads()").build(), "how many", many)
                        .create())
                .contains("has 12 gaps:")
                .endsWith("  a gap\n  ... and 2 more");
    }

    @Test
    void puts_the_description_of_the_test_first() {
        WritableAssertionInfo info = new WritableAssertionInfo();
        info.description("the %s upload", "large");

        assertThat(TextMessage.of(new TextMessage("Expecting 100% of it"), info))
                .isEqualTo("[the large upload] Expecting 100% of it");
        info.overridingErrorMessage("mine");
        assertThat(TextMessage.of(new TextMessage("Expecting 100% of it"), info))
                .isEqualTo("mine");
    }
}
