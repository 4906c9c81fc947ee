package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringfence.channel.Frame.StackAnswer;
import dev.ringfence.channel.Frame.StackRequest;
import dev.ringfence.event.JavaStack;
import dev.ringfence.hotspot.ThreadDump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSamplerTests {
    private final AtomicInteger dumpsTaken = new AtomicInteger();
    private final Supplier<ThreadDump> dumps = new LazyDumps();
    private final StackSampler sampler = new StackSampler(
            () -> {
                dumpsTaken.incrementAndGet();
                return dumps.get();
            },
            new VirtualThreads());
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letThreadsEnd() {
        release.countDown();
    }

    private StackAnswer ask(int tid) {
        return sampler.answer(new StackRequest(7, tid));
    }

    private void waitHere(CompletableFuture<Integer> tid) {
        tid.complete(KernelThread.current().tid());
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Thread startWaiting(String name, CompletableFuture<Integer> tid) {
        Thread thread = new Thread(() -> waitHere(tid), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void takes_the_stack_of_a_thread_by_its_kernel_id_and_asks_once_for_it() throws Exception {
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        Thread thread = startWaiting("pool-1-thread-\n2", tid);

        StackAnswer first = ask(tid.get(10, TimeUnit.SECONDS));
        StackAnswer second = ask(tid.get());

        for (StackAnswer answer : new StackAnswer[] {first, second}) {
            assertThat(answer.id()).isEqualTo(7);
            assertThat(answer.javaThread()).isTrue();
            assertThat(answer.systemThread()).isFalse();
            JavaStack.Taken taken = (JavaStack.Taken) answer.stack();
            assertThat(taken.threadName()).isEqualTo("pool-1-thread-\n2");
            assertThat(taken.threadId()).isEqualTo(JavaThreads.id(thread));
            assertThat(taken.virtual()).isFalse();
            assertThat(taken.frames())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("waitHere");
        }
        assertThat(dumpsTaken).hasValue(1);
    }

    /** At the start compilers open files of their own, and each is asked about: all are in the one dump. */
    @Test
    void who_is_asked_about_while_the_first_dump_is_taken_is_found_in_it() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        StackSampler starting = new StackSampler(
                () -> {
                    dumpsTaken.incrementAndGet();
                    begun.countDown();
                    await(go);
                    return dumps.get();
                },
                new VirtualThreads(),
                TimeUnit.SECONDS.toMillis(20));
        int tid = vmThread();
        Thread priming = new Thread(starting::prime, "priming");
        priming.start();
        await(begun);
        Thread asking = Thread.currentThread();
        // The dump goes on once this thread waits for it, or waits for one of its own.
        Thread letting = new Thread(
                () -> {
                    while (asking.getState() == Thread.State.RUNNABLE) Thread.onSpinWait();
                    go.countDown();
                },
                "letting");
        letting.start();

        StackAnswer answer = starting.answer(new StackRequest(7, tid));

        assertThat(answer.systemThread()).isTrue();
        assertThat(answer.stack()).isInstanceOf(JavaStack.Absent.class);
        priming.join();
        letting.join();
        assertThat(dumpsTaken).hasValue(1);
    }

    private int vmThread() {
        return dumps.get().entries().entrySet().stream()
                .filter(e -> e.getValue().equals(new ThreadDump.VmEntry("VM Thread")))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, StackTops.FRAMES - 10, StackTops.FRAMES, 3 * StackTops.FRAMES})
    void takes_the_whole_stack_of_a_thread_that_runs_no_test(int depth) throws Exception {
        sampler.prime();
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        Thread thread = new Thread(() -> waitDeep(depth, tid), "deep");
        thread.setDaemon(true);
        thread.start();
        StackTraceElement[] expected = whenItWaits(thread, tid);

        JavaStack.Taken taken = (JavaStack.Taken) ask(tid.get()).stack();

        assertThat(taken.frames()).containsExactly(expected);
        assertThat(taken.frames()).hasSizeGreaterThan(depth);
    }

    private void waitDeep(int depth, CompletableFuture<Integer> tid) {
        if (depth == 0) waitHere(tid);
        else waitDeep(depth - 1, tid);
    }

    private static StackTraceElement[] whenItWaits(Thread thread, CompletableFuture<Integer> tid) throws Exception {
        tid.get(10, TimeUnit.SECONDS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.WAITING && System.nanoTime() < deadline) Thread.onSpinWait();
        return thread.getStackTrace();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE, 0, -1})
    void takes_the_stack_of_a_thread_that_calls_itself_by_another_number(long number) throws Exception {
        sampler.prime();
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        Thread liar = new Liar(number, () -> waitHere(tid));
        liar.setDaemon(true);
        liar.start();
        StackTraceElement[] expected = whenItWaits(liar, tid);
        sampler.learn(tid.get(), liar);

        assertThat(((JavaStack.Taken) ask(tid.get()).stack()).frames()).containsExactly(expected);
    }

    private static final class Liar extends Thread {
        private final long number;

        Liar(long number, Runnable body) {
            super(body, "liar");
            this.number = number;
        }

        @Override
        @SuppressWarnings("deprecation") // threadId() is of JDK 19
        public long getId() {
            return number;
        }
    }

    @Test
    void does_not_take_a_dead_thread_for_the_new_owner_of_its_kernel_id() throws Exception {
        Thread dead = new Thread(() -> {}, "dead");
        dead.start();
        dead.join();
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        startWaiting("alive", tid);
        sampler.learn(tid.get(10, TimeUnit.SECONDS), dead);

        assertThat(((JavaStack.Taken) ask(tid.get()).stack()).threadName()).isEqualTo("alive");
    }

    @Test
    void tells_threads_of_the_virtual_machine_and_of_the_cleaners() {
        Object kept = new Object();
        Cleaner.create().register(kept, () -> {});

        StackAnswer handler = askFor("Reference Handler");
        StackAnswer cleaner = askFor("Cleaner-0");

        assertThat(handler.systemThread()).isTrue();
        assertThat(handler.javaThread()).isTrue();
        assertThat(cleaner.systemThread()).isTrue();
        assertThat(((JavaStack.Taken) cleaner.stack()).threadName()).isEqualTo("Cleaner-0");
        assertThat(kept).isNotNull();
    }

    @Test
    void leaves_a_thread_of_the_application_that_is_named_like_a_cleaner_to_it() throws Exception {
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        startWaiting("Cleaner-0", tid);

        assertThat(ask(tid.get(10, TimeUnit.SECONDS)).systemThread()).isFalse();
    }

    @Test
    void says_that_a_thread_is_the_virtual_machines_own() {
        int tid = vmThread();
        sampler.prime();
        int before = dumpsTaken.get();

        StackAnswer answer = ask(tid);

        assertThat(answer)
                .isEqualTo(new StackAnswer(
                        7, new JavaStack.Absent("\"VM Thread\" is a thread of the virtual machine"), false, true));
        // The VM thread takes the dumps: asking while the kernel holds it would hang.
        assertThat(dumpsTaken).hasValue(before);
    }

    @Test
    void says_that_a_thread_is_not_javas() {
        assertThat(ask(1).javaThread()).isEqualTo(KernelThread.current().pid() == 1);
        assertThat(ask(999_999_999))
                .isEqualTo(new StackAnswer(7, new JavaStack.Absent("the thread is not a Java thread"), false, false));
    }

    @Test
    void takes_the_stack_of_the_virtual_thread_and_not_of_its_carrier() throws Exception {
        assumeThat(Runtime.version().feature())
                .as("virtual threads need JDK 21, this is")
                .isGreaterThanOrEqualTo(21);
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        Thread virtual = startVirtual(() -> spinHere(tid));

        StackAnswer answer = ask(tid.get(10, TimeUnit.SECONDS));

        JavaStack.Taken taken = (JavaStack.Taken) answer.stack();
        assertThat(taken.virtual()).isTrue();
        assertThat(taken.threadId()).isEqualTo(JavaThreads.id(virtual));
        boolean listed = Object.class.getModule().isExported("jdk.internal.vm", StackSamplerTests.class.getModule());
        assertThat(taken.threadName())
                .isEqualTo(listed ? "upload-1" : "VirtualThread[#" + JavaThreads.id(virtual) + "]");
        assertThat(taken.frames()).extracting(StackTraceElement::getMethodName).contains("spinHere");
        assertThat(answer.systemThread()).isFalse();
    }

    /** Stays mounted. */
    private void spinHere(CompletableFuture<Integer> tid) {
        tid.complete(KernelThread.current().tid());
        while (release.getCount() > 0) Thread.onSpinWait();
    }

    private static Thread startVirtual(Runnable body) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object builder = type.getMethod("name", String.class)
                .invoke(Thread.class.getMethod("ofVirtual").invoke(null), "upload-1");
        return (Thread) type.getMethod("start", Runnable.class).invoke(builder, body);
    }

    private StackAnswer askFor(String threadName) {
        return liveTids()
                .map(this::ask)
                .filter(answer -> answer.stack() instanceof JavaStack.Taken taken
                        && taken.threadName().equals(threadName))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Integer> liveTids() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(task -> Integer.decode(String.valueOf(task.getFileName()))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_called_the_test_is_left_out() {
        StackTraceElement opens = new StackTraceElement("com.example.Upload", "store", "Upload.java", 57);
        StackTraceElement test = new StackTraceElement("com.example.UploadIT", "uploads", "UploadIT.java", 20);
        StackTraceElement caller =
                new StackTraceElement("dev.ringfence.jupiter.TracedRun", "proceed", "TracedRun.java", 1);
        StackTraceElement junit = new StackTraceElement("org.junit.Launcher", "execute", "Launcher.java", 2);

        assertThat(StackSampler.upToTheTest(new StackTraceElement[] {opens, test, caller, junit}))
                .containsExactly(opens, test);
        assertThat(StackSampler.upToTheTest(new StackTraceElement[] {opens, junit}))
                .as("of another thread than the test's")
                .containsExactly(opens, junit);
    }

    @Test
    void how_the_test_is_invoked_is_left_out_and_an_extension_around_it_is_not() {
        StackTraceElement opens = new StackTraceElement("com.example.Upload", "store", "Upload.java", 57);
        StackTraceElement reflection = new StackTraceElement("java.lang.reflect.Method", "invoke", "Method.java", 569);
        StackTraceElement junit = new StackTraceElement("org.junit.Invocation", "proceed", "Invocation.java", 60);
        StackTraceElement extension = new StackTraceElement("com.example.Retry", "intercept", "Retry.java", 8);
        StackTraceElement caller =
                new StackTraceElement("dev.ringfence.jupiter.TracedRun", "proceed", "TracedRun.java", 1);

        assertThat(StackSampler.upToTheTest(new StackTraceElement[] {opens, reflection, junit, caller}))
                .containsExactly(opens);
        assertThat(StackSampler.upToTheTest(
                        new StackTraceElement[] {opens, reflection, junit, extension, junit, caller, junit}))
                .containsExactly(opens, reflection, junit, extension);
        assertThat(StackSampler.upToTheTest(new StackTraceElement[] {reflection, caller}))
                .as("something is left")
                .containsExactly(reflection);
    }

    @Test
    void the_class_that_calls_tests_has_the_name_that_is_looked_for() throws ClassNotFoundException {
        assertThat(Class.forName("dev.ringfence.jupiter.TracedRun").getDeclaredMethods())
                .extracting(java.lang.reflect.Method::getName)
                .contains("proceed");
    }
}
