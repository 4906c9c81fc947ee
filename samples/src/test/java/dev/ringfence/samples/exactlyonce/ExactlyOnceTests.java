package dev.ringfence.samples.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A traced class leaves the same trail of calls as an untraced one, and leaves it in the worker. An interceptor that moved
 * test methods alone would run constructors, static initialisers, resolvers and callbacks in both JVMs.
 */
class ExactlyOnceTests {
    private static final String EVERY_CALL = """
            worker: ExecutionCondition of class
            worker: BeforeAllCallback of class
            worker: static initialiser
            worker: @BeforeAll
            worker: constructor
            worker: TestInstancePostProcessor of class
            worker: bean
            worker: ExecutionCondition of test
            worker: BeforeEachCallback of test
            worker: @BeforeEach
            worker: BeforeTestExecutionCallback of test
            worker: ParameterResolver of test
            worker: InvocationInterceptor of test
            worker: body of test
            worker: TestExecutionExceptionHandler of test
            worker: AfterTestExecutionCallback of test
            worker: @AfterEach
            worker: LifecycleMethodExecutionExceptionHandler of test
            worker: AfterEachCallback of test
            worker: TestInstancePreDestroyCallback of test
            worker: TestWatcher of test
            worker: ExecutionCondition of template
            worker: method source
            worker: constructor
            worker: TestInstancePostProcessor of class
            worker: ExecutionCondition of run 1
            worker: BeforeEachCallback of run 1
            worker: @BeforeEach
            worker: BeforeTestExecutionCallback of run 1
            worker: InvocationInterceptor of run 1
            worker: body of one
            worker: AfterTestExecutionCallback of run 1
            worker: @AfterEach
            worker: LifecycleMethodExecutionExceptionHandler of run 1
            worker: AfterEachCallback of run 1
            worker: TestInstancePreDestroyCallback of run 1
            worker: TestWatcher of run 1
            worker: constructor
            worker: TestInstancePostProcessor of class
            worker: ExecutionCondition of run 2
            worker: BeforeEachCallback of run 2
            worker: @BeforeEach
            worker: BeforeTestExecutionCallback of run 2
            worker: InvocationInterceptor of run 2
            worker: body of two
            worker: AfterTestExecutionCallback of run 2
            worker: @AfterEach
            worker: LifecycleMethodExecutionExceptionHandler of run 2
            worker: AfterEachCallback of run 2
            worker: TestInstancePreDestroyCallback of run 2
            worker: TestWatcher of run 2
            worker: @AfterAll
            worker: AfterAllCallback of class""";

    @TempDir
    private static Path directory;

    private static List<Verdict> verdicts;
    private static List<String> calls;

    @BeforeAll
    static void run() throws IOException {
        Path log = directory.resolve("calls.log");
        System.setProperty(CallLog.PROPERTY, log.toString());
        verdicts = TestRun.with(TestRun.RINGFENCE).of(EverythingTestCase.class);
        calls = Files.readAllLines(log);
    }

    @AfterAll
    static void forgetLog() {
        System.clearProperty(CallLog.PROPERTY);
    }

    @Test
    void every_test_passes() {
        assertThat(verdicts).hasSize(3).allMatch(Verdict::isSuccessful);
    }

    @Test
    void every_piece_runs_once_and_in_the_worker() {
        assertThat(String.join("\n", calls)).isEqualTo(EVERY_CALL);
    }
}
