package dev.ringfence.engine;

import dev.ringfence.budget.TestFindings;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.session.DeathText;
import dev.ringfence.session.RunListener;
import dev.ringfence.session.RunOutcome;
import dev.ringfence.session.StartOutcome;
import dev.ringfence.session.TracerSession;
import dev.ringfence.session.Worker;
import dev.ringfence.session.WorkerSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.opentest4j.TestAbortedException;

/** Runs the claimed tests of one request: worker after worker, until every test has come to an end. */
final class Execution implements RunListener {
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    private static final String ATTACHMENTS = "ringfence.attachments";
    private static final String JENKINS = "JENKINS_URL";
    private static final int TRACERS = 3;

    private final ExecutionRequest request;
    private final RingfenceDescriptor root;
    private final TracerSession tracer;
    private final Configuration configuration;
    private final BooleanSupplier cancelled;
    private final RunLog log;
    private final Progress progress;
    private final Blame blame;
    private final boolean attaching;
    private @Nullable Worker worker;
    private Plan.@Nullable WorkerKey workerKey;
    private int lostTracers;
    private boolean over;

    Execution(ExecutionRequest request, RingfenceDescriptor root, TracerSession tracer) {
        this.request = request;
        this.root = root;
        this.tracer = tracer;
        this.configuration = Configuration.of(request.getConfigurationParameters());
        this.cancelled = Cancellation.of(request);
        this.log = new RunLog(request.getEngineExecutionListener());
        this.progress = new Progress(root, log);
        this.blame = new Blame(progress);
        this.attaching = request.getConfigurationParameters()
                .getBoolean(ATTACHMENTS)
                .orElse(System.getenv().containsKey(JENKINS));
    }

    void run() {
        // An interrupt from here on cancels; one that a test of another engine left behind does not.
        boolean interruptedBefore = Thread.interrupted();
        try {
            runSteps();
        } catch (RuntimeException | Error e) {
            tracer.close();
            throw e;
        } finally {
            if (interruptedBefore) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void runSteps() {
        progress.begin();
        WorkerNeeds needs = WorkerNeeds.withRegisteredChecks(
                root.classTemplates(),
                configuration.observed(),
                configuration.captured(),
                request.getConfigurationParameters());
        Plan plan = Plan.of(root, needs);
        plan.misused().forEach((testClass, misuse) -> progress.fail(progress.classNode(testClass), misuse));
        plan.steps().forEach(this::run);
        // The last worker exits meanwhile.
        if (worker != null) worker.beginEnd();
        if (!over) runEnd().run().ifPresent(progress::addFault);
        endWorker();
        progress.end();
    }

    private RunEnd runEnd() {
        ConfigurationParameters parameters = request.getConfigurationParameters();
        TestEngine jupiter =
                RingfenceTestEngine.jupiter().orElseThrow(() -> new IllegalStateException("Jupiter has gone"));
        WholeClasses whole = new WholeClasses(jupiter, root, parameters, configuration.patterns(), log);
        return new RunEnd(log, whole, configuration.budgets(), parameters::get, System.getenv());
    }

    private void run(Plan.Step step) {
        List<TestDescriptor> left = progress.left(step.leaves());
        while (!left.isEmpty() && !isOver(left)) {
            Worker current = workerFor(step, left);
            if (current != null) {
                progress.beginRun(left);
                handle(current.run(runTests(left)), left);
            }
            left = progress.left(step.leaves());
        }
    }

    /** Skips what is left once the execution was cancelled. */
    private boolean isOver(Collection<TestDescriptor> left) {
        if (over || isCancelled()) {
            over = true;
            progress.nodesOf(left).forEach(leaf -> progress.skip(leaf, "the execution was cancelled"));
            progress.closeCompleted();
        }
        return over;
    }

    // --- Workers ---

    private @Nullable Worker workerFor(Plan.Step step, Collection<TestDescriptor> left) {
        if (worker != null && step.worker().equals(workerKey)) {
            return worker;
        }
        endWorker();
        StartOutcome outcome = tracer.startWorker(settings(step.worker()), this);
        if (outcome instanceof StartOutcome.Started started) {
            worker = started.worker();
            workerKey = step.worker();
            return worker;
        }
        notStarted(outcome, left);
        return null;
    }

    private void notStarted(StartOutcome outcome, Collection<TestDescriptor> left) {
        if (outcome instanceof StartOutcome.Unavailable unavailable) {
            unavailable(unavailable, left);
        } else if (outcome instanceof StartOutcome.NotStarted not) {
            failClasses(left, not.failure());
        } else if (outcome instanceof StartOutcome.TracerLost lost) {
            lostTracers++;
            if (lostTracers >= TRACERS) {
                failClasses(left, lost.failure());
            }
        }
    }

    private void failClasses(Collection<TestDescriptor> left, Throwable failure) {
        progress.classesOf(left).forEach(testClass -> progress.fail(testClass, failure));
    }

    private void unavailable(StartOutcome.Unavailable unavailable, Collection<TestDescriptor> left) {
        TracingUnavailableException failure = Deaths.unavailable(unavailable);
        switch (configuration.ifUnavailable()) {
            case FAIL -> failClasses(left, failure);
            case ABORT -> {
                TestAbortedException reason = new TestAbortedException(failure.getMessage());
                for (Node testClass : progress.classesOf(left)) {
                    progress.nodesOf(left).stream()
                            .filter(leaf -> leaf.isBelow(testClass))
                            .forEach(leaf -> progress.abort(leaf, reason));
                    progress.closeCompleted();
                }
            }
            case SKIP ->
                progress.classesOf(left)
                        .forEach(testClass -> progress.skip(testClass, String.valueOf(failure.getMessage())));
        }
    }

    private void handle(RunOutcome outcome, Collection<TestDescriptor> run) {
        if (outcome instanceof RunOutcome.Finished) {
            progress.endRun();
            return;
        }
        worker = null;
        if (outcome instanceof RunOutcome.WorkerDied died) {
            blame.put(Deaths.failure(died.death()), run);
        } else if (outcome instanceof RunOutcome.TracerLost lost) {
            blame.put(lost.failure(), run);
            giveUpAfterTooManyTracers(lost.failure(), run);
        } else if (outcome instanceof RunOutcome.Cancelled) {
            over = true;
            progress.openTest()
                    .ifPresent(test -> progress.abort(test, new TestAbortedException("the execution was cancelled")));
        }
    }

    private void giveUpAfterTooManyTracers(HarnessException failure, Collection<TestDescriptor> run) {
        lostTracers++;
        if (lostTracers >= TRACERS) {
            failClasses(progress.left(run), failure);
        }
    }

    private void endWorker() {
        if (worker != null) {
            worker.end()
                    .ifPresent(
                            death -> StandardStreams.warn("after its last test the forked JVM did not end in order: it "
                                    + DeathText.describe(death)));
            worker = null;
        }
    }

    private WorkerSettings settings(Plan.WorkerKey key) {
        return new WorkerSettings(
                key.observed(),
                key.counted(),
                key.captured(),
                configuration.quiet(),
                configuration.settle(),
                configuration.eventLimit(),
                configuration.startTimeout(),
                configuration.debug());
    }

    private Frame.RunTests runTests(Collection<TestDescriptor> left) {
        ConfigurationParameters parameters = request.getConfigurationParameters();
        Map<String, String> handed = new HashMap<>();
        for (String key : parameters.keySet()) {
            parameters.get(key).ifPresent(value -> handed.put(key, value));
        }
        // In a worker tests run one at a time, so that what happens in a window is its test's doing.
        handed.put(PARALLEL, "false");
        List<String> ids = left.stream()
                .flatMap(leaf -> root.selected(leaf).stream())
                .distinct()
                .toList();
        return new Frame.RunTests(ids, handed, outputDirectory());
    }

    private @Nullable String outputDirectory() {
        try {
            return request.getOutputDirectoryCreator()
                    .getRootDirectory()
                    .toAbsolutePath()
                    .toString();
        } catch (JUnitException e) {
            // A request that was not made by a Launcher may have none; the worker's JUnit then chooses.
            return null;
        }
    }

    // --- What the worker does ---

    @Override
    public void starting() {
        if (workerKey == null) RunEnd.loadInBackground();
    }

    @Override
    public void output(boolean error, byte[] bytes) {
        StandardStreams.write(error, bytes);
    }

    @Override
    public void event(Frame.TestEvent event) {
        if (event.kind() != Frame.TestEvent.Kind.FINDINGS) {
            progress.replay(event);
            return;
        }
        TestFindings found = log.found(event);
        if (attaching) found.reports().forEach(StandardStreams::attach);
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean() || Thread.currentThread().isInterrupted();
    }
}
