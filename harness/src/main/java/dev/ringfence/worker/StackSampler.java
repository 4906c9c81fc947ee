package dev.ringfence.worker;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.Frame.StackAnswer;
import dev.ringfence.channel.Frame.StackRequest;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.event.JavaStack;
import dev.ringfence.hotspot.DumpedFrame;
import dev.ringfence.hotspot.ThreadDump;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the Java stack of a thread that the tracer holds in the kernel, by its kernel thread id. HotSpot can walk the
 * stack of a thread that is inside of a native call. Runs on a thread that does nothing else.
 */
final class StackSampler {
    /** The extension's class that invokes the body of a test. */
    private static final String CALLER_OF_TESTS = "dev.ringfence.jupiter.TracedRun";

    private static final List<String> INVOCATION = List.of("org.junit.", "java.lang.reflect.", "jdk.internal.reflect.");

    private static final int NO_THREAD = 0;
    /** The tracer does not wait longer for an answer. */
    private static final long AS_LONG_AS_A_THREAD_IS_HELD_MILLIS = 100;

    private final Supplier<ThreadDump> dumps;
    private final VirtualThreads virtualThreads;
    private final long patienceMillis;
    // A kernel thread id is given to a new thread after its first owner's death, so an entry holds while its thread
    // lives.
    private final Map<Integer, Thread> threads = new ConcurrentHashMap<>();
    // Threads of the virtual machine that stand in no Java list. Those that there are at the start live as long as it.
    private final Map<Integer, String> vmThreads = new ConcurrentHashMap<>();
    private volatile StackTops tops = StackTops.whole();
    private volatile @Nullable CountDownLatch learning;

    StackSampler(Supplier<ThreadDump> dumps, VirtualThreads virtualThreads) {
        this(dumps, virtualThreads, AS_LONG_AS_A_THREAD_IS_HELD_MILLIS);
    }

    /**
     * Makes a sampler.
     *
     * @param patienceMillis how long an answer may wait for the first dump
     */
    StackSampler(Supplier<ThreadDump> dumps, VirtualThreads virtualThreads, long patienceMillis) {
        this.dumps = dumps;
        this.virtualThreads = virtualThreads;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Learns the threads that there are, and loads what answers need: the thread that is held may hold the lock of a class
     * loader.
     */
    void prime() {
        CountDownLatch learnt = new CountDownLatch(1);
        learning = learnt;
        tops = StackTops.load();
        ThreadDump dump;
        try {
            dump = dumps.get();
            learn(dump);
        } finally {
            learnt.countDown();
        }
        threads.keySet().stream().findFirst().ifPresent(tid -> answer(new StackRequest(0, tid)));
        answer(new StackRequest(0, NO_THREAD), dump);
        virtual(new StackRequest(0, NO_THREAD), new ThreadDump.Mounted(NO_THREAD, List.of()));
    }

    /** Tells the kernel thread id of a live thread. */
    void learn(int tid, Thread thread) {
        threads.put(tid, thread);
    }

    /** Answers a {@link StackRequest}. */
    Frame answer(Frame question) {
        if (question instanceof StackRequest request) return answer(request);
        throw new HarnessException("a question that a worker does not understand: "
                + question.getClass().getSimpleName());
    }

    /** Answers at once, with the reason where there is no stack. */
    StackAnswer answer(StackRequest request) {
        try {
            StackAnswer known = answerIfKnown(request);
            if (known == null && awaitLearning()) known = answerIfKnown(request);
            return known != null ? known : answer(request, dumps.get());
        } catch (HarnessException e) {
            return absent(request, e.getMessage(), true, false);
        }
    }

    private @Nullable StackAnswer answerIfKnown(StackRequest request) {
        Thread known = threads.get(request.tid());
        if (known != null && known.isAlive() && !VirtualThreads.isCarrier(known)) return taken(request, known);
        String vm = vmThreads.get(request.tid());
        return vm == null ? null : ofVirtualMachine(request, vm);
    }

    /**
     * Waits for the dump that is being taken, if it is the first: one more takes as long. Before it has come, the virtual
     * machine's compilers are not known, and each of them is asked about when it first opens something.
     *
     * @return whether it has waited for one
     */
    private boolean awaitLearning() {
        CountDownLatch learnt = learning;
        if (learnt == null || learnt.getCount() == 0) return false;
        try {
            return learnt.await(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private StackAnswer answer(StackRequest request, ThreadDump dump) {
        ThreadDump.Entry entry = dump.entry(request.tid()).orElse(null);
        if (entry instanceof ThreadDump.VmEntry vm) return ofVirtualMachine(request, vm.name());
        if (!(entry instanceof ThreadDump.JavaEntry java)) {
            return absent(request, "the thread is not a Java thread", false, false);
        }
        Optional<ThreadDump.Mounted> mounted = java.carried();
        if (mounted.isPresent()) return virtual(request, mounted.get());
        Optional<Thread> thread = JavaThreads.find(java.javaId());
        if (thread.isEmpty()) return absent(request, "its Java thread has ended", true, false);
        learn(request.tid(), thread.get());
        return taken(request, thread.get());
    }

    private void learn(ThreadDump dump) {
        dump.entries().forEach((tid, entry) -> {
            if (entry instanceof ThreadDump.VmEntry vm) {
                vmThreads.put(tid, vm.name());
            } else if (entry instanceof ThreadDump.JavaEntry java) {
                JavaThreads.find(java.javaId()).ifPresent(thread -> learn(tid, thread));
            }
        });
    }

    private StackAnswer virtual(StackRequest request, ThreadDump.Mounted mounted) {
        long id = mounted.javaId();
        return new StackAnswer(
                request.id(), new JavaStack.Taken(id, virtualThreads.name(id), true, elements(mounted)), true, false);
    }

    private static List<StackTraceElement> elements(ThreadDump.Mounted mounted) {
        return mounted.frames().stream()
                .map(DumpedFrame::element)
                .flatMap(Optional::stream)
                .toList();
    }

    private StackAnswer taken(StackRequest request, Thread thread) {
        StackTraceElement[] frames = tops.of(thread);
        if (frames.length == StackTops.FRAMES && callerOfTest(frames) < 0) frames = thread.getStackTrace();
        boolean system = JavaThreads.isSystem(thread);
        if (frames.length == 0 && !thread.isAlive()) return absent(request, "its Java thread has ended", true, system);
        return new StackAnswer(
                request.id(),
                new JavaStack.Taken(JavaThreads.id(thread), thread.getName(), false, upToTheTest(frames)),
                true,
                system);
    }

    /**
     * What called the test is the same some sixty frames of JUnit each time. They say nothing, and to send them takes longer
     * than to take the stack, while the thread is held. Of an extension that was around the test its frames are kept.
     */
    static List<StackTraceElement> upToTheTest(StackTraceElement[] frames) {
        int caller = callerOfTest(frames);
        return List.of(caller < 0 ? frames : Arrays.copyOf(frames, withoutInvocation(frames, caller)));
    }

    private static int callerOfTest(StackTraceElement[] frames) {
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].getClassName().equals(CALLER_OF_TESTS)) return i;
        }
        return -1;
    }

    /** Returns how many are left without those at the end by which JUnit invokes a method. */
    private static int withoutInvocation(StackTraceElement[] frames, int length) {
        int left = length;
        while (left > 1 && INVOCATION.stream().anyMatch(frames[left - 1].getClassName()::startsWith)) left--;
        return left;
    }

    private static StackAnswer ofVirtualMachine(StackRequest request, String name) {
        return absent(request, "\"" + name + "\" is a thread of the virtual machine", false, true);
    }

    private static StackAnswer absent(
            StackRequest request, @Nullable String reason, boolean javaThread, boolean system) {
        return new StackAnswer(request.id(), new JavaStack.Absent(String.valueOf(reason)), javaThread, system);
    }
}
