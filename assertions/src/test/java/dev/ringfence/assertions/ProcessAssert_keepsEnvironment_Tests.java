package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.Failures.messageOf;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;

import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.snapshot.SnapshotPart;
import org.junit.jupiter.api.Test;

class ProcessAssert_keepsEnvironment_Tests {
    private static final String BEFORE = "HOME=/root\0MODE=test\0TOKEN=s3cret\0";

    private static StateBuilder environment(String text) {
        return state().file("environ", text).captured(SnapshotPart.ENVIRONMENT);
    }

    private static ProcessAssert process(String after) {
        return assertThat(recording("titles()")
                        .around(environment(BEFORE), environment(after))
                        .build())
                .process();
    }

    @Test
    void should_pass_where_it_is_the_same() {
        process(BEFORE).keepsEnvironment();
    }

    @Test
    void should_fail_for_each_name_and_keep_the_values_secret() {
        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> process("MODE=live\0TOKEN=s3cret\0HOME\0TITLE=a=b\0TITLE=c\0")
                                .keepsEnvironment()))
                .isEqualTo("""
                Expecting titles() to keep its environment, but 3 changed:

                  HOME was changed
                  MODE was changed
                  TITLE was added

                asserted at:  ProcessAssert_keepsEnvironment_Tests.java:#
                allow it:     process().allowing("HOME", "…").allowing("MODE", "…").allowing("TITLE", "…").keepsEnvironment()
                reproduce:    mvn test -Dtest=ProcessAssert_keepsEnvironment_Tests#should_fail_for_each_name_and_keep_the_values_secret""");
    }

    @Test
    void should_fail_where_an_entry_is_gone() {
        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> process("HOME=/root\0MODE=test\0").keepsEnvironment()))
                .hasMessageContaining("but 1 changed:\n\n  TOKEN was removed\n");
        process("HOME=/root\0MODE=test\0").allowing("TOKEN", "it is taken once").keepsEnvironment();
    }

    @Test
    void should_fail_where_the_order_alone_is_another() {
        org.assertj.core.api.Assertions.assertThat(failure(
                        () -> process("MODE=test\0HOME=/root\0TOKEN=s3cret\0").keepsEnvironment()))
                .hasMessageContaining("but 1 changed:\n\n  the order of its entries was changed\n");
    }

    @Test
    void should_not_tell_where_nobody_asked_for_it() {
        org.assertj.core.api.Assertions.assertThat(cannotTell(() -> assertThat(
                                recording("titles()").around(state(), state()).build())
                        .process()
                        .keepsEnvironment()))
                .isEqualTo("cannot tell: environment was not captured around titles(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.ENVIRONMENT)");
    }

    @Test
    void should_not_tell_where_it_could_not_be_read() {
        StateBuilder denied = environment("").failed("environ", "/proc/5100/environ: permission denied");

        org.assertj.core.api.Assertions.assertThat(cannotTell(() -> assertThat(recording("titles()")
                                .around(environment(BEFORE), denied)
                                .build())
                        .process()
                        .keepsEnvironment()))
                .isEqualTo("cannot tell whether titles() kept its environment: /proc/5100/environ: permission denied");
    }
}
