package dev.ringfence.assertions;

import static dev.ringfence.assertions.Calls.fsyncs;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.RingfenceAssertions.recordingThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.allOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.not;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class RecordingConditionTests {
    private static final Condition<Recording> HERMETIC =
            recordingThat("hermetic", recording -> recording.doesNotExec().doesNotTouchTheNetwork());
    private static final Recording QUIET = recording("starts()").build();
    private static final Recording EXECUTES =
            recording("builds()").executes(6000, "/usr/bin/git", List.of()).build();
    private static final Recording INCOMPLETE =
            recording("starts()").gap(Concern.EVENTS, "12 events were dropped").build();

    @Test
    void a_condition_is_named_once_and_used_often() {
        assertThat(QUIET)
                .is(HERMETIC)
                .has(HERMETIC)
                .satisfies(recording -> assertThat(recording).doesNotExec());
        assertThat(EXECUTES).isNot(HERMETIC).is(not(HERMETIC));
        assertThat(List.of(QUIET, QUIET)).are(HERMETIC);
        assertThat(QUIET)
                .is(allOf(
                        HERMETIC,
                        recordingThat("quiet", recording -> recording.opens().never())));
    }

    @Test
    void a_failure_says_which_assertion_was_broken() {
        assertThatThrownBy(() -> assertThat(EXECUTES).as("the build").is(HERMETIC))
                .hasMessage("""
                [the build]\s
                Expecting actual:
                  the recording of builds(): 1 event, 0 descriptors
                to be hermetic; it is not:
                Expecting builds() to execute no program, but 1 was:

                  0.000 ms  process 6000  executed "/usr/bin/git" ["/usr/bin/git"]

                allow it:     processes().allowing("/usr/bin/git", "…").executesNothing()
                reproduce:    mvn test -Dtest=RecordingConditionTests#a_failure_says_which_assertion_was_broken""");
    }

    @Test
    void what_cannot_be_told_is_neither_yes_nor_no() {
        assertThatThrownBy(() -> assertThat(INCOMPLETE).is(HERMETIC)).isInstanceOf(CannotTellError.class);
        assertThatThrownBy(() -> assertThat(INCOMPLETE).isNot(HERMETIC)).isInstanceOf(CannotTellError.class);
    }

    @Test
    void a_broken_assertion_of_one_recording_is_not_told_of_the_next() {
        assertThatThrownBy(() -> assertThat(EXECUTES).is(HERMETIC));
        assertThat(QUIET).is(HERMETIC);
        assertThat(HERMETIC).hasToString("hermetic");
    }

    // --- Events ---

    @Test
    void calls_are_conditions_on_events() {
        List<TraceEvent> events = recording("starts()")
                .with(open(5, "/etc/a"), open(6, "/tmp/a"))
                .build()
                .events();
        Condition<TraceEvent> configuration = opens().under("/etc").asCondition();

        assertThat(events).haveExactly(1, configuration);
        assertThat(events.get(0)).is(configuration);
        assertThat(events.get(1)).isNot(configuration);
        assertThatThrownBy(() -> assertThat(events).are(configuration))
                .hasMessageContainingAll(
                        "\"main\" (tid 5101)  openat(\"/tmp/a\", O_RDONLY|O_CLOEXEC) = 6",
                        "one of opens().under(\"/etc\")");
    }

    @Test
    void what_an_event_alone_does_not_say_is_thrown() {
        TraceEvent event =
                recording("starts()").with(call("fsync", 5)).build().events().get(0);
        assertThat(event).is(fsyncs().asCondition());
        assertThatThrownBy(() -> assertThat(event).isNot(fsyncs().path("/a").asCondition()))
                .isInstanceOf(CannotTellError.class)
                .hasMessage("cannot tell whether fsync(5) = 0 is one of fsyncs().path(\"/a\"):"
                        + " it is not known what its descriptor 5 stood for");
    }
}
