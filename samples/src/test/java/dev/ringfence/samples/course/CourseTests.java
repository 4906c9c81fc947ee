package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.Masked;
import dev.ringfence.samples.running.TestRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks the lessons on leaks: the whole message of every wrong variant. What differs from run to run is {@link Masked}. */
class CourseTests {
    private static Lessons lessons;

    @BeforeAll
    static void runEveryWrongVariant() {
        lessons = Lessons.run(
                S01RejectedUploadTestCase.class,
                S02OpenDirectoryStreamTestCase.class,
                S03CloseWaitTestCase.class,
                S04ChildProcessTestCase.class,
                S05SelectorAndPipeTestCase.class,
                S06FirstUseTestCase.class,
                S07FillingPoolTestCase.class,
                S08SyscallBudgetTestCase.class,
                S09AbandonedTestCase.class,
                S10LateThreadTestCase.class,
                S12NamedLikeTheJvmTestCase.class);
    }

    @Test
    void s01_an_upload_that_is_stored_is_no_leak() {
        assertThat(lessons.verdict(S01RejectedUploadTestCase.class, "stores_an_upload")
                        .isSuccessful())
                .isTrue();
    }

    @Test
    void s01_leaked_file_on_the_error_path() {
        assertThat(lessons.messageOf(S01RejectedUploadTestCase.class, "refuses_a_damaged_upload"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by refuses_a_damaged_upload(), but 1 was:

                          fd #  /TEMP/upload-#.part (deleted)   opened by "upload-#" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.upload.LeakyUploadService.accept(LeakyUploadService.java:37)

                        opens 2, closes 1 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/junit-*/upload-*.part", because = "…")
                        reproduce:    mvn test -Dtest=S01RejectedUploadTestCase#refuses_a_damaged_upload -Dringfence.rounds=20
                        full report:  target/ringfence/S01RejectedUploadTestCase.refuses_a_damaged_upload.html""");
    }

    @Test
    void s02_stream_of_lines() {
        assertThat(lessons.messageOf(S02OpenDirectoryStreamTestCase.class, "reads_lines"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by reads_lines(), but 1 was:

                          fd #  /TEMP/names.txt   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S02OpenDirectoryStreamTestCase.firstLine(S02OpenDirectoryStreamTestCase.java:67)

                        opens 1, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/junit-*/names.txt", because = "…")
                        reproduce:    mvn test -Dtest=S02OpenDirectoryStreamTestCase#reads_lines -Dringfence.rounds=20
                        full report:  target/ringfence/S02OpenDirectoryStreamTestCase.reads_lines.html""");
    }

    @Test
    void s02_stream_of_a_directory_is_two_descriptors() {
        assertThat(lessons.messageOf(S02OpenDirectoryStreamTestCase.class, "lists_a_directory"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by lists_a_directory(), but 2 were:

                          fd #  /TEMP   opened by "main" (tid #) # ms into the test, still open at its end
                          fd #  /TEMP   copied from fd # by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S02OpenDirectoryStreamTestCase.firstFile(S02OpenDirectoryStreamTestCase.java:60)

                        opens 2, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/junit-*", because = "…")
                        reproduce:    mvn test -Dtest=S02OpenDirectoryStreamTestCase#lists_a_directory -Dringfence.rounds=20
                        full report:  target/ringfence/S02OpenDirectoryStreamTestCase.lists_a_directory.html""");
    }

    @Test
    void s03_socket_in_close_wait() {
        assertThat(lessons.messageOf(S03CloseWaitTestCase.class, "serves_a_client"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by serves_a_client(), but 1 was:

                          fd #  socket TCP 127.0.0.1:# -> 127.0.0.1:# CLOSE_WAIT   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.EchoServer.serveOne(EchoServer.java:24)
                                 called from dev.ringfence.samples.course.S03CloseWaitTestCase.serves_a_client(S03CloseWaitTestCase.java:40)

                        opens 2, closes 1 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "dev.ringfence.samples.course.EchoServer.serveOne(*)", because = "…")
                        reproduce:    mvn test -Dtest=S03CloseWaitTestCase#serves_a_client -Dringfence.rounds=20
                        full report:  target/ringfence/S03CloseWaitTestCase.serves_a_client.html""");
    }

    @Test
    void s04_child_process_is_three_pipes() {
        assertThat(lessons.messageOf(S04ChildProcessTestCase.class, "asks_a_child"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by asks_a_child(), but 3 were:

                          fd #  pipe write end, other end: held by pid # (cat)   opened by "main" (tid #) # ms into the test, still open at its end
                          fd #  pipe read end, other end: held by pid # (cat)   opened by "main" (tid #) # ms into the test, still open at its end
                          fd #  pipe read end, other end: held by pid # (cat)   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S04ChildProcessTestCase.asks_a_child(S04ChildProcessTestCase.java:36)

                        opens 13, closes 10 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "dev.ringfence.samples.course.S04ChildProcessTestCase.asks_a_child(*)", because = "…")
                        reproduce:    mvn test -Dtest=S04ChildProcessTestCase#asks_a_child -Dringfence.rounds=20
                        full report:  target/ringfence/S04ChildProcessTestCase.asks_a_child.html""");
    }

    @Test
    void s05_selector_and_pipe() {
        assertThat(lessons.messageOf(S05SelectorAndPipeTestCase.class, "waits_for_a_pipe"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by waits_for_a_pipe(), but 4 were:

                          fd #  eventpoll watching fd #, #   opened by "main" (tid #) # ms into the test, still open at its end
                          fd #  eventfd count 0   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S05SelectorAndPipeTestCase.waits_for_a_pipe(S05SelectorAndPipeTestCase.java:38)
                          fd #  pipe read end, other end: fd # (write)   opened by "main" (tid #) # ms into the test, still open at its end
                          fd #  pipe write end, other end: fd # (read)   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S05SelectorAndPipeTestCase.waits_for_a_pipe(S05SelectorAndPipeTestCase.java:39)

                        opens 4, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "dev.ringfence.samples.course.S05SelectorAndPipeTestCase.waits_for_a_pipe(*)", because = "…")
                        reproduce:    mvn test -Dtest=S05SelectorAndPipeTestCase#waits_for_a_pipe -Dringfence.rounds=20
                        full report:  target/ringfence/S05SelectorAndPipeTestCase.waits_for_a_pipe.html""");
    }

    @Test
    void s06_every_use_is_a_first_use() {
        assertThat(lessons.messageOf(S06FirstUseTestCase.class, "looks_up_a_country"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by looks_up_a_country(), but 1 was:

                          fd #  /tmp/countries-#.dat (deleted)   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.CountryTable.<init>(CountryTable.java:18)
                                 created at dev.ringfence.samples.course.CountryTable.open(CountryTable.java:36)
                                 called from dev.ringfence.samples.course.S06FirstUseTestCase.looks_up_a_country(S06FirstUseTestCase.java:20)

                        opens 3, closes 2 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/countries-*.dat", because = "…")
                        reproduce:    mvn test -Dtest=S06FirstUseTestCase#looks_up_a_country -Dringfence.rounds=20
                        full report:  target/ringfence/S06FirstUseTestCase.looks_up_a_country.html""");
    }

    @Test
    void s07_pool_that_never_gets_full() {
        assertThat(lessons.messageOf(S07FillingPoolTestCase.class, "borrows_a_member"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by borrows_a_member(), but 1 was:

                          fd #  /etc/passwd   opened by "main" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.FilePool.borrow(FilePool.java:28)
                                 called from dev.ringfence.samples.course.S07FillingPoolTestCase.borrows_a_member(S07FillingPoolTestCase.java:20)

                        opens 1, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/etc/passwd", because = "…")
                        reproduce:    mvn test -Dtest=S07FillingPoolTestCase#borrows_a_member -Dringfence.rounds=20
                        full report:  target/ringfence/S07FillingPoolTestCase.borrows_a_member.html""");
    }

    @Test
    void s08_file_opened_for_every_key() {
        assertThat(lessons.messageOf(S08SyscallBudgetTestCase.class, "reads_ten_settings"))
                .isEqualTo("""
                        Expecting at most 1 call of opens() in reads_ten_settings(), but there were 10:

                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/shop.properties", O_RDONLY) = #
                                 at dev.ringfence.samples.course.Settings.readAll(Settings.java:26)
                                 called from dev.ringfence.samples.course.Settings.read(Settings.java:21)
                                 called from dev.ringfence.samples.course.S08SyscallBudgetTestCase.reads_ten_settings(S08SyscallBudgetTestCase.java:43)

                        by call:      openat 10
                        allow it:     @SyscallBudget(family = "opens", atMost = 10)
                        full report:  target/ringfence/S08SyscallBudgetTestCase.reads_ten_settings.html""");
    }

    @Test
    void s09_abandoned_to_the_collector() {
        assertThat(lessons.messageOf(S09AbandonedTestCase.class, "reads_a_letter"))
                .isEqualTo("""
                        Expecting no descriptor to be left to the garbage collector by reads_a_letter(), but 1 was:

                          fd #  /TEMP/letter.txt   opened by "main" (tid #) # ms into the test, abandoned: closed by the garbage collector ("Common-Cleaner") # ms later
                                 at dev.ringfence.samples.course.S09AbandonedTestCase.firstByte(S09AbandonedTestCase.java:45)

                        opens 3, closes 2 · confirmed: 3 of 3 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/junit-*/letter.txt", because = "…")
                        reproduce:    mvn test -Dtest=S09AbandonedTestCase#reads_a_letter -Dringfence.rounds=20
                        full report:  target/ringfence/S09AbandonedTestCase.reads_a_letter.html""");
    }

    @Test
    void s10_thread_that_opens_late() {
        assertThat(lessons.messageOf(S10LateThreadTestCase.class, "starts_a_writer"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by starts_a_writer(), but 1 was:

                          fd #  /TEMP/late.log   opened by "late-writer" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S10LateThreadTestCase.openLog(S10LateThreadTestCase.java:92)

                        opens 1, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/junit-*/late.log", because = "…")
                        reproduce:    mvn test -Dtest=S10LateThreadTestCase#starts_a_writer -Dringfence.rounds=20
                        full report:  target/ringfence/S10LateThreadTestCase.starts_a_writer.html""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hands_it_to_a_writer_that_has_much_to_do", "hands_it_to_a_writer_that_sleeps_first"})
    void s10_work_of_a_thread_that_was_there_before(String test) {
        assertThat(lessons.messageOf(S10LateThreadTestCase.class, test)).isEqualTo("""
                        Expecting no descriptor to be left open by TEST(), but 1 was:

                          fd #  /TEMP/late.log   opened by "writer" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S10LateThreadTestCase.openLog(S10LateThreadTestCase.java:92)

                        opens 1, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/junit-*/late.log", because = "…")
                        reproduce:    mvn test -Dtest=S10LateThreadTestCase#TEST -Dringfence.rounds=20
                        full report:  target/ringfence/S10LateThreadTestCase.TEST.html""".replace("TEST", test));
    }

    @Test
    void s12_thread_named_like_one_of_the_virtual_machine() {
        assertThat(lessons.messageOf(S12NamedLikeTheJvmTestCase.class, "reads_in_a_thread_of_a_service"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by reads_in_a_thread_of_a_service(), but 1 was:

                          fd #  /etc/passwd   opened by "Service Thread" (tid #) # ms into the test, still open at its end
                                 at dev.ringfence.samples.course.S12NamedLikeTheJvmTestCase.read(S12NamedLikeTheJvmTestCase.java:41)

                        opens 1, closes 0 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/etc/passwd", because = "…")
                        reproduce:    mvn test -Dtest=S12NamedLikeTheJvmTestCase#reads_in_a_thread_of_a_service -Dringfence.rounds=20
                        full report:  target/ringfence/S12NamedLikeTheJvmTestCase.reads_in_a_thread_of_a_service.html""");
    }

    @ParameterizedTest
    @ValueSource(classes = {S06FirstUseTests.class, S07FillingPoolTests.class})
    void s06_and_s07_growth_that_ends_is_reported_and_passes(Class<?> type) {
        assertThat(TestRun.with(TestRun.RINGFENCE).of(type)).singleElement().satisfies(verdict -> {
            assertThat(verdict.isSuccessful()).isTrue();
            assertThat(verdict.entries()).containsKey("ringfence.first-use");
        });
    }

    @Test
    void the_cause_of_a_leak_has_the_stack_of_the_thread_that_opened() {
        Throwable cause = lessons.verdict(S01RejectedUploadTestCase.class, "refuses_a_damaged_upload")
                .thrown()
                .getCause();

        assertThat(cause).message().matches("fd \\d+ was opened here by \"upload-\\d+\"");
        assertThat(cause.getStackTrace())
                .extracting(frame -> frame.getClassName() + "." + frame.getMethodName())
                .contains(
                        "java.nio.file.Files.newOutputStream",
                        "dev.ringfence.samples.upload.LeakyUploadService.accept",
                        "dev.ringfence.samples.upload.UploadHandler.handle",
                        "org.eclipse.jetty.util.thread.QueuedThreadPool.runJob");
    }
}
