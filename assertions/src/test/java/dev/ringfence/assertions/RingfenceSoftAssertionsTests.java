package dev.ringfence.assertions;

import static dev.ringfence.assertions.Calls.closes;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.polls;
import static dev.ringfence.assertions.RingfenceAssertions.assertSoftly;
import static dev.ringfence.assertions.RingfenceAssertions.loopback;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoftAssertionsExtension.class)
class RingfenceSoftAssertionsTests {
    private static final int O_WRONLY = 1;
    private static final Recording RECORDING = recording("starts()")
            .with(open(5, "/etc/app.conf"), open(6, "/var/log/app.log", O_WRONLY), call("setuid", 0))
            .with(call("connect", 7).address("10.0.0.7:5432").taking(ofMillis(80)))
            .executes(6000, "/usr/bin/git", List.of())
            .peak(1)
            .build();

    @InjectSoftAssertions
    private RingfenceSoftAssertions injected;

    private static List<String> collected(java.util.function.Consumer<RingfenceSoftAssertions> assertions) {
        AssertJMultipleFailuresError error =
                catchThrowableOfType(AssertJMultipleFailuresError.class, () -> assertSoftly(assertions));
        return error.getFailures().stream()
                .map(failure -> failure.getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    @Test
    void nothing_is_thrown_where_all_holds() {
        assertThatCode(() -> assertSoftly(softly -> softly.assertThat(RECORDING)
                        .calls(opens())
                        .exactly(2)
                        .files()
                        .readsOnlyUnder("/etc")
                        .returnToRecording()
                        .hasNoFdLeak()))
                .doesNotThrowAnyException();
        injected.assertThat(RECORDING).calls(closes()).never();
        injected.assertThat(1).isEqualTo(1);
    }

    @Test
    void all_that_is_broken_is_collected_whatever_way_it_is_asked() {
        assertThat(collected(softly -> {
                    softly.assertThat(RECORDING)
                            .calls(opens())
                            .never()
                            .calls(opens())
                            .atLeast(3)
                            .calls(Calls.connects())
                            .eachTakesAtMost(ofMillis(50))
                            .hasPeakDescriptorsAtMost(0)
                            .doesNotExec()
                            .connectsOnlyTo(loopback())
                            .files()
                            .readsOnlyUnder("/tmp")
                            .writesOnlyUnder("/tmp")
                            .returnToRecording()
                            .processes()
                            .changesNoCredentials()
                            .returnToRecording()
                            .syscalls()
                            .inOrder(Calls.fsyncs(), Calls.renames())
                            .returnToRecording()
                            .machine()
                            .keepsMounts()
                            .returnToRecording()
                            .process()
                            .writesAtMost(0);
                    softly.assertThat("AssertJ's own").isEmpty();
                }))
                .extracting(line -> line.replaceAll("^.*?Expecting ", ""))
                .containsExactly(
                        "no call of opens() in starts(), but there were 2:",
                        "at least 3 calls of opens() in starts(), but there were 2:",
                        "starts() to have no call of connects() take longer than 50 ms, but 1 did:",
                        "at most 0 descriptors to be open at once in starts(), but 1 was:",
                        "starts() to execute no program, but 1 was:",
                        "starts() to connect only to loopback(), but 1 connection to somebody else was tried:",
                        "starts() to read only under \"/tmp\", but 1 file elsewhere was opened for reading:",
                        "starts() to write only under \"/tmp\", but 1 file elsewhere was changed:",
                        "starts() to change no credentials, but 1 call tried to:",
                        "starts() to do 2 steps in order, but step 1 is missing:",
                        "cannot tell: what /proc said around starts() is not in the recording, which an older version of Ringfence wrote",
                        "cannot tell: copy_file_range, pwrite64, pwritev, pwritev2, sendfile, sendmmsg, sendmsg, sendto, splice, tee and 3 more were not observed in starts(); observe them with @Traced(observe = {\"writes\", \"sends\", \"copies\"})",
                        "empty but was: \"AssertJ's own\"");
    }

    @Test
    void what_cannot_be_told_is_collected() {
        AssertJMultipleFailuresError error = catchThrowableOfType(
                AssertJMultipleFailuresError.class,
                () -> assertSoftly(
                        softly -> softly.assertThat(RECORDING).calls(polls()).never()));
        assertThat(error.getFailures()).singleElement().isInstanceOf(CannotTellError.class);
    }

    @Test
    void what_AssertJ_itself_asserts_is_collected_on_recordings_and_areas() {
        Condition<Recording> never = new Condition<>(recording -> false, "never so");
        assertThat(collected(softly -> softly.assertThat(RECORDING)
                        .is(never)
                        .files()
                        .isNotEqualTo(RECORDING)
                        .returnToRecording()
                        .has(never)))
                .hasSize(3);
    }

    @Test
    void descriptions_come_first() {
        assertThat(collected(softly -> softly.assertThat(RECORDING)
                        .as("the start")
                        .doesNotExec()
                        .files()
                        .as("its files")
                        .readsOnlyUnder("/tmp")))
                .satisfiesExactly(
                        exec -> assertThat(exec).contains("[the start] Expecting"),
                        files -> assertThat(files).contains("[its files] Expecting"));
    }

    @Test
    void others_may_add_recordings_to_their_own() {
        OwnSoftAssertions softly = new OwnSoftAssertions();
        softly.assertThat(RECORDING).doesNotExec();
        softly.assertThat(1).isEqualTo(2);
        assertThatThrownBy(softly::assertAll)
                .asInstanceOf(InstanceOfAssertFactories.throwable(AssertJMultipleFailuresError.class))
                .satisfies(error -> assertThat(error.getFailures()).hasSize(2));
    }

    static class OwnSoftAssertions extends SoftAssertions implements RingfenceSoftAssertionsProvider {}

    @Test
    void a_missing_recording_is_collected() {
        assertThat(collected(softly -> softly.assertThat((Recording) null)
                        .doesNotExec()
                        .calls(opens())
                        .never()))
                .hasSize(2);
    }
}
