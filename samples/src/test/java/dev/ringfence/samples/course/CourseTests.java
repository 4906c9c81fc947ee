package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.Masked;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Marks the course: the whole message of every wrong variant. What differs from run to run is {@link Masked}. */
class CourseTests {
    private static List<Verdict> verdicts;

    @BeforeAll
    static void runEveryWrongVariant() {
        verdicts = TestRun.with(TestRun.RINGFENCE)
                .of(
                        S01RejectedUploadTestCase.class,
                        S02OpenDirectoryStreamTestCase.class,
                        S03CloseWaitTestCase.class,
                        S04ChildProcessTestCase.class,
                        S05SelectorAndPipeTestCase.class,
                        S06FirstUseTestCase.class,
                        S07FillingPoolTestCase.class,
                        S08SyscallBudgetTestCase.class,
                        S09AbandonedTestCase.class,
                        S10LateThreadTestCase.class);
    }

    @Test
    void s01_leaked_file_on_the_error_path() {
        assertThat(messageOf(S01RejectedUploadTestCase.class, "refuses_a_damaged_upload"))
                .isEqualTo("""
                        Expecting no descriptor to be left open by refuses_a_damaged_upload(), but 1 was:

                          fd #   /TEMP/upload-#.part (deleted)   opened by "upload-#" (tid #) # ms into the test, never closed
                                 at dev.ringfence.samples.upload.LeakyUploadService.accept(LeakyUploadService.java:40)

                        """);
    }

    @Test
    void s01_an_upload_that_is_stored_is_no_leak() {
        assertThat(verdict(S01RejectedUploadTestCase.class, "stores_an_upload").isSuccessful())
                .isTrue();
    }

    private static String messageOf(Class<?> type, String method) {
        return Masked.message(verdict(type, method).thrown());
    }

    private static Verdict verdict(Class<?> type, String method) {
        String id = "[class:" + type.getName() + "]/[method:" + method + "()]";
        return verdicts.stream()
                .filter(verdict -> verdict.test().getUniqueId().endsWith(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict on " + id + " among " + verdicts));
    }
}
