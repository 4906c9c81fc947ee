package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.read;
import static dev.ringfence.assertions.testing.CallBuilder.write;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;

class ProcessAssert_transfers_Tests {
    private static final int O_WRONLY = 1;
    private static final Recording COPIES = recording()
            .with(
                    open(5, "/data/in"),
                    open(6, "/data/out", O_WRONLY).from("com.example.Store", "save", 40),
                    read(5, 8192, 8192),
                    write(6, 8000),
                    read(5, 8192, 100),
                    write(6, 292),
                    read(5, 8192, 0),
                    write(6, 1).fails("EINTR"),
                    call("sendto", 7, 0x7000, 20).returns(20).in(Scope.HARNESS))
            .build();

    private static RecordingBuilder recording() {
        return RecordingBuilder.recording("copies()").observing("reads,receives,writes,sends,copies");
    }

    private static Recording of(CallBuilder... calls) {
        return recording().with(calls).build();
    }

    @Test
    void should_pass_up_to_the_limit() {
        assertThat(COPIES).process().writesAtMost(8292).readsAtMost(8292);
        assertThat(of()).process().writesAtMost(0).readsAtMost(0);
    }

    @Test
    void should_fail_beyond_it_with_the_largest_calls_and_where_their_files_were_opened() {
        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> assertThat(COPIES).process().writesAtMost(8291)))
                .hasMessage("""
                Expecting copies() to write at most 8291 bytes, but it wrote 8292:

                  3.000 ms  "main" (tid 5101)  write(6, 8000) = 8000   on /data/out, opened at com.example.Store.save(Store.java:40)
                  5.000 ms  "main" (tid 5101)  write(6, 292) = 292   on /data/out, opened at com.example.Store.save(Store.java:40)

                by call:      write 8292
                allow it:     process().writesAtMost(8292)
                reproduce:    mvn test -Dtest=ProcessAssert_transfers_Tests#should_fail_beyond_it_with_the_largest_calls_and_where_their_files_were_opened""")
                .satisfies(error -> org.assertj.core.api.Assertions.assertThat(
                                error.getActual().getValue())
                        .isEqualTo(8292L));
    }

    @Test
    void should_count_what_was_read_and_what_the_kernel_copied() {
        Recording recording = of(
                call("sendfile", 7, 5, 0, 4096).returns(4096),
                call("recvfrom", 7, 0x7000, 64).returns(10));

        assertThat(recording).process().readsAtMost(4106).writesAtMost(4096);
        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> assertThat(recording).process().readsAtMost(0)))
                .hasMessageStartingWith("Expecting copies() to read at most 0 bytes, but it read 4106:")
                .hasMessageContaining("by call:      recvfrom 10, sendfile 4096\n")
                .hasMessageContaining("allow it:     process().readsAtMost(4106)");
    }

    @Test
    void should_show_the_ten_largest_the_first_of_equals_first() {
        RecordingBuilder many = recording();
        for (int i = 0; i < 12; i++) many.with(write(6, i == 11 ? 50 : 10));

        String message = failure(() -> assertThat(many.build()).process().writesAtMost(1))
                .getMessage();
        org.assertj.core.api.Assertions.assertThat(message)
                .contains("= 50\n   0.000 ms  \"main\" (tid 5101)  write(6, 10) = 10\n   1.000 ms")
                .containsSubsequence("11.000 ms", "write(6, 50) = 50")
                .contains(" 8.000 ms  \"main\" (tid 5101)  write(6, 10) = 10\n  ... and 2 more\n");
    }

    @Test
    void should_refuse_a_negative_limit() {
        assertThatThrownBy(() -> assertThat(COPIES).process().writesAtMost(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number of bytes must not be negative but was -1");
    }

    // --- What is not known ---

    @Test
    void should_not_tell_where_a_call_was_not_observed() {
        Recording recording = recording().notObserving("pwrite64", "sendto").build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).process().writesAtMost(9)))
                .isEqualTo("cannot tell: pwrite64, sendto were not observed in copies(); observe them with"
                        + " @Traced(observe = {\"writes\", \"sends\"})");
        assertThat(recording).process().readsAtMost(0);
    }

    @Test
    void should_not_tell_on_an_incomplete_recording() {
        Recording recording =
                recording().gap(Concern.EVENTS, "12 events were dropped").build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).process().readsAtMost(9)))
                .isEqualTo("""
                cannot tell how many bytes copies() read: the recording of copies() has 1 gap:

                  12 events were dropped""");
    }

    @Test
    void should_not_tell_where_a_call_does_not_say_how_much_it_transferred() {
        org.assertj.core.api.Assertions.assertThat(cannotTell(() ->
                        assertThat(of(call("write", 6).entryOnly())).process().writesAtMost(9)))
                .isEqualTo(
                        "cannot tell how many bytes copies() wrote: how many bytes write transferred was not observed");
        org.assertj.core.api.Assertions.assertThat(cannotTell(() ->
                        assertThat(of(call("sendmmsg", 6).returns(2))).process().writesAtMost(9)))
                .isEqualTo(
                        "cannot tell how many bytes copies() wrote: how many bytes sendmmsg transferred was not observed");
    }
}
