package dev.ringfence.hotspot;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Asks one virtual machine for the frames of its threads that are held, on a thread of its own: who holds them has to let all
 * others run, or there would never be an answer.
 */
public final class FrameAsker implements Closeable {
    private static final String ENDED = "the virtual machine is not asked any more";
    private static final long HURRIED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long FAREWELL_MILLIS = 3000;

    private final AttachSession session;
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "ringfence-frames");
    private volatile boolean closed;

    private record Question(int tid, boolean hurried, Consumer<JavaFrames> answer, long askedNanos) {
        /** Returns whether its thread has been held longer than is good for all. */
        boolean isUrgent() {
            return hurried && System.nanoTime() - askedNanos >= HURRIED_NANOS;
        }
    }

    private FrameAsker(Jvm jvm, IntConsumer quit) {
        this.session = new AttachSession(jvm, quit);
    }

    /**
     * Makes one, and its thread.
     *
     * @param quit sends SIGQUIT to a process
     */
    public static FrameAsker start(Jvm jvm, IntConsumer quit) {
        FrameAsker asker = new FrameAsker(jvm, quit);
        asker.thread.setDaemon(true);
        asker.thread.start();
        return asker;
    }

    /**
     * Asks for the frames of a thread that does not run.
     *
     * @param tid its kernel id in its pid namespace
     * @param hurried whether the thread probably has a lock that keeps the answer from coming, so that it is not held for long
     * @param answer called once, by another thread
     * @return whether there will be an answer
     */
    public boolean ask(int tid, boolean hurried, Consumer<JavaFrames> answer) {
        Question question = new Question(tid, hurried, answer, System.nanoTime());
        questions.add(question);
        return !closed || !questions.remove(question);
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** Returns whether it has nothing to do any more. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }

    /** Waits until it has nothing to do any more. */
    public void awaitEnd() throws InterruptedException {
        thread.join(FAREWELL_MILLIS);
    }

    private void run() {
        List<Question> waiting = new ArrayList<>();
        try {
            while (!closed) {
                if (waiting.isEmpty()) waiting.add(questions.take());
                questions.drainTo(waiting);
                serve(waiting);
            }
        } catch (InterruptedException asked) {
            closed = true;
        } finally {
            // Nobody may be held for want of an answer, whatever has happened here.
            closed = true;
            questions.drainTo(waiting);
            answerAll(waiting, ENDED);
            leave();
        }
    }

    /** Answers all of those who wait, or at least one. */
    private void serve(List<Question> waiting) {
        try {
            ThreadDump dump = session.dump(
                    () -> Stream.concat(waiting.stream(), questions.stream()).anyMatch(Question::isUrgent));
            waiting.forEach(question -> question.answer().accept(JavaFrames.of(dump, question.tid())));
            waiting.clear();
        } catch (LateAnswerException e) {
            // One that is let go may be the one that kept the answer from coming.
            questions.drainTo(waiting);
            giveUp(waiting, String.valueOf(e.getMessage()));
        } catch (NoFramesException e) {
            answerAll(waiting, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            answerAll(waiting, "the virtual machine could not be asked: " + e.getMessage());
        }
    }

    private static void giveUp(List<Question> waiting, String reason) {
        long now = System.nanoTime();
        boolean first = waiting.stream().noneMatch(Question::isUrgent);
        for (Question question : List.copyOf(waiting)) {
            if (first || question.isUrgent() || now - question.askedNanos() >= LONGEST_NANOS) {
                waiting.remove(question);
                question.answer().accept(new JavaFrames.Unknown(reason, true));
            }
            first = false;
        }
    }

    private static void answerAll(List<Question> waiting, String reason) {
        waiting.forEach(question -> question.answer().accept(new JavaFrames.Unknown(reason)));
        waiting.clear();
    }

    private void leave() {
        // What is left to do may take its time.
        Thread.interrupted();
        try {
            session.close();
        } catch (IOException kept) {
            // A file in a temporary directory stays, that its virtual machine ignores once it listens.
            closed = true;
        }
    }
}
