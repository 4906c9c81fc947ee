package dev.ringfence.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.ScriptedRecorder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSiteTests {

    @Test
    void is_the_line_of_the_caller_and_the_test_that_is_running() {
        CallSite here = CallSite.ofAssertion();
        CallSite nextLine = CallSite.ofAssertion();

        assertThat(here.position()).matches("CallSiteTests\\.java:\\d+");
        assertThat(nextLine.position()).isNotEqualTo(here.position());
        assertThat(here.selected()).isEqualTo("CallSiteTests#is_the_line_of_the_caller_and_the_test_that_is_running");
    }

    @RepeatedTest(2)
    void finds_the_test_through_helpers_and_lambdas() {
        CallSite[] found = new CallSite[1];
        Runnable helper = () -> found[0] = CallSite.ofAssertion();
        helper.run();

        assertThat(found[0].selected()).isEqualTo("CallSiteTests#finds_the_test_through_helpers_and_lambdas");
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void finds_a_test_with_parameters(int parameter) {
        assertThat(parameter).isEqualTo(1);
        assertThat(CallSite.ofAssertion().selected()).isEqualTo("CallSiteTests#finds_a_test_with_parameters");
    }

    @Test
    void knows_no_test_on_another_thread() throws InterruptedException {
        CallSite[] found = new CallSite[1];
        Thread thread = new Thread(() -> found[0] = CallSite.ofAssertion());
        thread.start();
        thread.join();

        assertThat(found[0].position()).startsWith("CallSiteTests.java:");
        assertThat(found[0].selected()).isNull();
    }

    @Nested
    class Inner {
        @Test
        void names_the_class_that_encloses_it() {
            assertThat(CallSite.ofAssertion().selected())
                    .isEqualTo("CallSiteTests$Inner#names_the_class_that_encloses_it");
        }
    }

    abstract static class Base {
        @Test
        void runs_under_the_name_of_a_subclass() {
            assertThat(CallSite.ofAssertion().selected()).isNull();
        }
    }

    @Nested
    class Subclass extends Base {}

    @Test
    void tells_turns_of_one_run_apart_and_starts_again_in_the_next() {
        Turns turns = new Turns();
        ScriptedRecorder firstRun = ScriptedRecorder.of();
        ScriptedRecorder secondRun = ScriptedRecorder.of();

        assertThat(turns.next("a", firstRun)).isEqualTo("a");
        assertThat(turns.next("b", firstRun)).isEqualTo("b");
        assertThat(turns.next("a", firstRun)).isEqualTo("a #2");
        assertThat(turns.next("a", secondRun)).isEqualTo("a");
        assertThat(turns.next("a", null)).isEqualTo("a");
        assertThat(turns.next("a", null)).isEqualTo("a");
    }
}
