package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.TestRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Marks the lessons on what {@code /proc} says of the whole process, as {@link CourseTests} does the others. */
class CourseOnProcTests {
    private static Lessons lessons;

    @BeforeAll
    static void runEveryWrongVariant() {
        lessons = Lessons.run(S18ForgottenThreadsTestCase.class, S19ProcessStateTestCase.class);
    }

    @Test
    void s18_a_thread_that_polls_on() {
        assertThat(lessons.messageOf(S18ForgottenThreadsTestCase.class, "polls_for_mail"))
                .isEqualTo("""
                        Expecting no thread to be left running by polls_for_mail(), but 1 was:

                          "poller" (tid #)  in dev.ringfence.samples.course.S18ForgottenThreadsTestCase.poll(S18ForgottenThreadsTestCase.java:38)   started by "main" (tid #) # ms into the test
                                 at dev.ringfence.samples.course.S18ForgottenThreadsTestCase.startPolling(S18ForgottenThreadsTestCase.java:33)

                        threads # before, # after · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoThreadLeak(except = "poller", because = "…")
                        reproduce:    mvn test -Dtest=S18ForgottenThreadsTestCase#polls_for_mail -Dringfence.rounds=20
                        full report:  target/ringfence/S18ForgottenThreadsTestCase.polls_for_mail.html""");
    }

    @Test
    void s18_an_executor_that_is_not_shut_down() {
        assertThat(lessons.messageOf(S18ForgottenThreadsTestCase.class, "sends_a_mail"))
                .isEqualTo("""
                        Expecting no thread to be left running by sends_a_mail(), but 1 was:

                          "mailer" (tid #)  in jdk.internal.misc.Unsafe.park   started by "main" (tid #) # ms into the test
                                 at dev.ringfence.samples.course.S18ForgottenThreadsTestCase.sends_a_mail(S18ForgottenThreadsTestCase.java:49)

                        threads # before, # after · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoThreadLeak(except = "mailer", because = "…")
                        reproduce:    mvn test -Dtest=S18ForgottenThreadsTestCase#sends_a_mail -Dringfence.rounds=20
                        full report:  target/ringfence/S18ForgottenThreadsTestCase.sends_a_mail.html""");
    }

    @Test
    void s18_the_cause_has_the_stack_of_the_starter() {
        Throwable cause = lessons.verdict(S18ForgottenThreadsTestCase.class, "polls_for_mail")
                .thrown()
                .getCause();

        assertThat(cause).message().matches("\"poller\" \\(tid \\d+\\) was started here by \"main\"");
        assertThat(cause.getStackTrace())
                .extracting(frame -> frame.getClassName() + "." + frame.getMethodName())
                .startsWith("java.lang.Thread.start0", "java.lang.Thread.start")
                .contains("dev.ringfence.samples.course.S18ForgottenThreadsTestCase.startPolling");
    }

    @Test
    void s18_a_pool_that_fills_is_reported_and_passes() {
        assertThat(TestRun.with(TestRun.RINGFENCE).of(S18ForgottenThreadsTests.class))
                .allSatisfy(verdict -> assertThat(verdict.isSuccessful()).isTrue())
                .hasSize(4)
                .anySatisfy(verdict -> assertThat(verdict.entries()).containsKey("ringfence.first-use"))
                .anySatisfy(verdict -> assertThat(verdict.entries())
                        .containsEntry(
                                "ringfence.allowed.no-thread-leak", "1 allowed because it ends with the forked JVM"));
    }

    @Test
    void s19_a_limit() {
        assertThat(lessons.messageOf(S19ProcessStateTestCase.class, "lowers_a_limit"))
                .isEqualTo("""
                        Expecting lowers_a_limit() to keep its limits, but 1 changed:

                          Max open files: 5000 (at most #) -> 4000 (at most #)
                        # ms  "prlimit" (pid #)  prlimit64(#, RLIMIT_NOFILE, {rlim_cur=4000, rlim_max=#}, NULL) = #
                                   in process #, started at dev.ringfence.samples.course.Limits.set(Limits.java:17)
                                   called from dev.ringfence.samples.course.S19ProcessStateTestCase.lowers_a_limit(S19ProcessStateTestCase.java:54)

                        allow it:     process().allowing("Max open files", "…").keepsLimits()
                        reproduce:    mvn test -Dtest=S19ProcessStateTestCase#lowers_a_limit""");
    }

    @Test
    void s19_a_signal() {
        assertThat(lessons.messageOf(S19ProcessStateTestCase.class, "ignores_a_signal"))
                .isEqualTo("""
                        Expecting ignores_a_signal() to keep how it treats signals, but 1 changed:

                          SIGWINCH: default -> ignored

                        asserted at:  S19ProcessStateTestCase.java:61
                        allow it:     process().allowing("SIGWINCH", "…").keepsSignalHandlers()
                        reproduce:    mvn test -Dtest=S19ProcessStateTestCase#ignores_a_signal""");
    }

    @Test
    void s19_a_listener() {
        assertThat(lessons.messageOf(S19ProcessStateTestCase.class, "listens_on")
                        // A machine without IPv6.
                        .replace("AF_INET,", "AF_INET6,"))
                .isEqualTo("""
                        Expecting listens_on() to leave no listening socket, but 1 was left:

                          fd #  TCP 127.0.0.1:# LISTEN
                        # ms  "main" (tid #)  socket(AF_INET6, SOCK_STREAM, 0) = #
                                   at dev.ringfence.samples.course.S19ProcessStateTestCase.listens_on(S19ProcessStateTestCase.java:67)

                        allow it:     sockets().allowing("127.0.0.1:#", "…").leavesNoListener()
                        reproduce:    mvn test -Dtest=S19ProcessStateTestCase#listens_on""");
    }

    @Test
    void s19_a_mapping() {
        assertThat(lessons.messageOf(S19ProcessStateTestCase.class, "keeps_an_index"))
                .isEqualTo("""
                        Expecting keeps_an_index() to leave no file mapped, but 1 was:

                          /TEMP/index.dat, 8192 bytes
                        # ms  "main" (tid #)  mmap(NULL, 8192, PROT_READ, MAP_SHARED, #, 0) = #
                                   at dev.ringfence.samples.course.S19ProcessStateTestCase.keeps_an_index(S19ProcessStateTestCase.java:77)

                        confirmed: 12 of 12 more runs left more of the same
                        allow it:     memory().allowing("/tmp/junit-*/index.dat", "…").leavesNoMapping()
                        reproduce:    mvn test -Dtest=S19ProcessStateTestCase#keeps_an_index -Dringfence.rounds=20
                        full report:  target/ringfence/S19ProcessStateTestCase.keeps_an_index.html""");
    }

    @Test
    void s19_a_limit_that_an_annotation_forbids_to_leave() {
        assertThat(lessons.messageOf(S19ProcessStateTestCase.class, "leaves_a_limit_to_the_next"))
                .isEqualTo("""
                        Expecting leaves_a_limit_to_the_next() to keep the state of its process, but 1 changed:

                          Max open files: 5000 (at most #) -> 4000 (at most #)
                        # ms  "prlimit" (pid #)  prlimit64(#, RLIMIT_NOFILE, {rlim_cur=4000, rlim_max=#}, NULL) = #
                                   in process #, started at dev.ringfence.samples.course.Limits.set(Limits.java:17)
                                   called from dev.ringfence.samples.course.S19ProcessStateTestCase.leaves_a_limit_to_the_next(S19ProcessStateTestCase.java:88)

                        allow it:     @KeepsProcessState(except = "Max open files", because = "…")
                        reproduce:    mvn test -Dtest=S19ProcessStateTestCase#leaves_a_limit_to_the_next
                        full report:  target/ringfence/S19ProcessStateTestCase.leaves_a_limit_to_the_next.html""");
    }

    @Test
    void s19_a_mapping_that_an_annotation_forbids_to_leave() {
        assertThat(lessons.messageOf(S19ProcessStateTestCase.class, "leaves_an_index_to_the_next"))
                .isEqualTo("""
                        Expecting leaves_an_index_to_the_next() to leave no file mapped, but 1 was:

                          /TEMP/other.dat, 4096 bytes
                        # ms  "main" (tid #)  mmap(NULL, 4096, PROT_READ, MAP_SHARED, #, 0) = #
                                   at dev.ringfence.samples.course.S19ProcessStateTestCase.leaves_an_index_to_the_next(S19ProcessStateTestCase.java:96)

                        confirmed: 3 of 3 more runs left more of the same
                        allow it:     @NoMappingLeft(except = "/tmp/junit-*/other.dat", because = "…")
                        reproduce:    mvn test -Dtest=S19ProcessStateTestCase#leaves_an_index_to_the_next -Dringfence.rounds=20
                        full report:  target/ringfence/S19ProcessStateTestCase.leaves_an_index_to_the_next.html""");
    }

    @Test
    void s19_what_is_set_back_and_closed_passes() {
        assertThat(TestRun.with(TestRun.RINGFENCE).of(S19ProcessStateTests.class))
                .allSatisfy(verdict -> assertThat(verdict.isSuccessful()).isTrue())
                .hasSize(5);
    }
}
