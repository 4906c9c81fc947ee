package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.Masked;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Marks the lessons on rules about calls, as {@link CourseTests} does those on leaks. */
class CourseOnRulesTests {
    private static Lessons lessons;

    @BeforeAll
    static void runEveryWrongVariant() {
        lessons = Lessons.run(
                S13DurableReplaceTestCase.class,
                S14ListensEverywhereTestCase.class,
                S15ClosedTwiceTestCase.class,
                S16HandedOnTestCase.class,
                S17HouseRulesTestCase.class,
                S20DeniedTestCase.class);
    }

    @Test
    void s13_nothing_is_forced() {
        assertThat(lessons.messageOf(S13DurableReplaceTestCase.class, "forces_nothing"))
                .isEqualTo("""
                        Expecting forces_nothing(Recorder) to replace "/TEMP/note.txt" durably, but what was written was not forced to the device:

                          1  write("/TEMP/note.next")   # ms  "main" (tid #)  write(#, 9) = #
                          2  fsync("/TEMP/note.next")   missing
                          3  rename("/TEMP/note.next", "/TEMP/note.txt")   # ms  "main" (tid #)  rename("/TEMP/note.next", "/TEMP/note.txt") = #
                             at dev.ringfence.samples.course.S13DurableReplaceTestCase.forces_nothing(S13DurableReplaceTestCase.java:42)
                          4  fsync("/TEMP")   missing

                        allow it:     syscalls().inOrder(write("/TEMP/note.next"), rename("/TEMP/note.next", "/TEMP/note.txt"))
                        reproduce:    mvn test -Dtest=S13DurableReplaceTestCase#forces_nothing""");
    }

    @Test
    void s13_the_directory_is_not_forced() {
        assertThat(lessons.messageOf(S13DurableReplaceTestCase.class, "forces_the_file_alone"))
                .isEqualTo("""
                        Expecting forces_the_file_alone(Recorder) to replace "/TEMP/note.txt" durably, but its directory was not forced to the device after the rename:

                          1  write("/TEMP/note.next")   # ms  "main" (tid #)  write(#, 9) = #
                          2  fsync("/TEMP/note.next")   # ms  "main" (tid #)  fsync(#) = #
                             at dev.ringfence.samples.course.S13DurableReplaceTestCase.forces_the_file_alone(S13DurableReplaceTestCase.java:55)
                          3  rename("/TEMP/note.next", "/TEMP/note.txt")   # ms  "main" (tid #)  rename("/TEMP/note.next", "/TEMP/note.txt") = #
                             at dev.ringfence.samples.course.S13DurableReplaceTestCase.forces_the_file_alone(S13DurableReplaceTestCase.java:57)
                          4  fsync("/TEMP")   missing

                        allow it:     syscalls().inOrder(write("/TEMP/note.next"), fsync("/TEMP/note.next"), rename("/TEMP/note.next", "/TEMP/note.txt"))
                        reproduce:    mvn test -Dtest=S13DurableReplaceTestCase#forces_the_file_alone""");
    }

    @Test
    void s14_listens_everywhere() {
        assertThat(lessons.messageOf(S14ListensEverywhereTestCase.class, "serves_a_client")
                        // A machine without IPv6.
                        .replace("0.0.0.0:", "[::]:"))
                .isEqualTo("""
                        Expecting serves_a_client() to listen only on loopback(), but 1 socket listens elsewhere:

                        # ms  "main" (tid #)  listen(#, 50) = 0   on every interface, [::]:0
                                 at dev.ringfence.samples.course.S14ListensEverywhereTestCase.serves_a_client(S14ListensEverywhereTestCase.java:26)

                        allow it:     @ListensOnlyOn(value = "loopback", except = "[::]:0", because = "…")
                        reproduce:    mvn test -Dtest=S14ListensEverywhereTestCase#serves_a_client
                        full report:  target/ringfence/S14ListensEverywhereTestCase.serves_a_client.html""");
    }

    @Test
    void s15_closed_twice() {
        assertThat(lessons.messageOf(S15ClosedTwiceTestCase.class, "reads_a_file")
                        // A compiler may have opened a file in between.
                        .replaceFirst("; by then it was .*, opened by .*", ""))
                .isEqualTo("""
                        Expecting reads_a_file() to close nothing twice, but 1 descriptor was:

                        # ms  "main" (tid #)  close(#)   which was /etc/passwd, closed before by "main" (tid #) with close
                                 at dev.ringfence.samples.course.S15ClosedTwiceTestCase.reads_a_file(S15ClosedTwiceTestCase.java:37)

                        allow it:     @NoDoubleClose(except = "/etc/passwd", because = "…")
                        reproduce:    mvn test -Dtest=S15ClosedTwiceTestCase#reads_a_file
                        full report:  target/ringfence/S15ClosedTwiceTestCase.reads_a_file.html""");
    }

    @Test
    void s15_closed_twice_and_a_file_of_another_thread_hit() {
        assertThat(lessons.messageOf(S15ClosedTwiceTestCase.class, "hits_a_file_of_another_thread"))
                .startsWith("""
                        Expecting hits_a_file_of_another_thread() to close nothing twice, but 1 descriptor was:

                        # ms  "main" (tid #)  close(#)   which was /etc/passwd, closed before by "main" (tid #) with close; by then it was /etc/hosts, opened by "ringfence-other" (tid #)
                                 at dev.ringfence.samples.course.S15ClosedTwiceTestCase.hits_a_file_of_another_thread(S15ClosedTwiceTestCase.java:50)

                        allow it:     @NoDoubleClose(except = "/etc/passwd", because = "…")
                        """);
    }

    @Test
    void s16_a_lock_that_is_handed_on() {
        assertThat(merged(lessons.messageOf(S16HandedOnTestCase.class, "starts_a_service")))
                .isEqualTo("""
                        Expecting starts_a_service() to hand no descriptor on to a program, but 2 were:

                        # ms  "sh" (pid #)  dup2(#, 9) = 9   /TEMP/lock is handed to /bin/env as fd #
                        # ms  "sh" (pid #)  dup2(#, 9) = 9   /TEMP/lock is handed to /bin/true as fd #
                                 in process #, started at dev.ringfence.samples.course.S16HandedOnTestCase.starts_a_service(S16HandedOnTestCase.java:30)

                        allow it:     @NoFdLeakIntoPrograms(except = {"flock", "/tmp/junit-*/lock"}, because = "it locks what it is handed")
                        reproduce:    mvn test -Dtest=S16HandedOnTestCase#starts_a_service
                        full report:  target/ringfence/S16HandedOnTestCase.starts_a_service.html""");
    }

    @Test
    void s17_a_datagram() {
        assertThat(lessons.messageOf(S17HouseRulesTestCase.class, "counts_its_users"))
                .isEqualTo("""
                        Expecting counts_its_users() not to touch the network, but 2 calls did:

                        # ms  "main" (tid #)  bind(#, 127.0.0.1:#) = #
                                 at dev.ringfence.samples.course.S17HouseRulesTestCase.counts_its_users(S17HouseRulesTestCase.java:25)
                        # ms  "main" (tid #)  sendto(#, 1, 0, 0x#)   to 127.0.0.1:#
                                 at dev.ringfence.samples.course.S17HouseRulesTestCase.counts_its_users(S17HouseRulesTestCase.java:27)

                        allow it:     @NoNetwork(except = {"127.0.0.1:#", "127.0.0.1:#"}, because = "…"), which overrides @Hermetic on S17HouseRulesTestCase
                        reproduce:    mvn test -Dtest=S17HouseRulesTestCase#counts_its_users
                        full report:  target/ringfence/S17HouseRulesTestCase.counts_its_users.html""");
    }

    @Test
    void s17_a_warning_is_reported_and_passes() {
        Verdict verdict = lessons.verdict(S17HouseRulesTestCase.class, "asks_for_the_version");
        assertThat(verdict.isSuccessful()).isTrue();
        assertThat(merged(Masked.text(verdict.entries().get("ringfence.warning.no-exec"))))
                .isEqualTo("""
                        Expecting asks_for_the_version() to execute no program, but 1 was:

                        # ms  process #  executed "/bin/true" ["true"]
                                 in process #, started at dev.ringfence.samples.course.S17HouseRulesTestCase.asks_for_the_version(S17HouseRulesTestCase.java:34)

                        allow it:     @NoExec(except = "/bin/true", because = "…"), which overrides @Hermetic on S17HouseRulesTestCase
                        reproduce:    mvn test -Dtest=S17HouseRulesTestCase#asks_for_the_version
                        warning only: the version comes from a file in the next release""");
    }

    @Test
    void s17_a_warning_fails_a_strict_build() {
        assertThat(TestRun.with(TestRun.RINGFENCE)
                        .configured("ringfence.strict", "true")
                        .of(S17HouseRulesTestCase.class))
                .allSatisfy(verdict -> assertThat(verdict.isFailed()).isTrue())
                .hasSize(2);
    }

    @Test
    void s20_a_denial_that_nobody_hears_of() {
        assertThat(lessons.messageOf(S20DeniedTestCase.class, "draws_a_number")
                        // A container that has /proc/sys read-only.
                        .replace("EROFS", "EACCES"))
                .isEqualTo("""
                        Expecting draws_a_number() to be denied nothing, but 1 call was denied:

                        # ms  "main" (tid #)  openat("/proc/sys/kernel/random/uuid", O_RDWR|O_CREAT, 0666) = -1 EACCES
                                 at dev.ringfence.samples.course.S20DeniedTestCase.draw(S20DeniedTestCase.java:28)

                        allow it:     @DeniedNothing(except = "/proc/sys/kernel/random/uuid", because = "…")
                        reproduce:    mvn test -Dtest=S20DeniedTestCase#draws_a_number
                        full report:  target/ringfence/S20DeniedTestCase.draws_a_number.html""");
    }

    /** Programs are in /bin or in /usr/bin. */
    private static String merged(String message) {
        return message.replace("\"/usr/bin/", "\"/bin/").replace(" /usr/bin/", " /bin/");
    }
}
