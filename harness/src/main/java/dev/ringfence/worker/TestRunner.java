package dev.ringfence.worker;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.Frame.RunTests;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests by their unique ids on the thread that calls it, in one launcher session for the life of the worker.
 * Filters and listeners of the launcher had their say in the test JVM, and see the replayed events there.
 */
final class TestRunner implements AutoCloseable {
    private final EventOutput out;
    private @Nullable LauncherSession session;
    private volatile @Nullable Confirmation running;

    TestRunner(EventOutput out) {
        this.out = out;
    }

    /** Sends the events of these tests, each after what came before it. */
    void run(RunTests request) {
        RunConfiguration configuration = new RunConfiguration(request.configuration(), request.outputDirectory());
        Confirmation confirmation = new Confirmation(
                ids -> again(configuration, ids),
                configuration.rounds(),
                out::send,
                event -> out.send(new Frame.HeldEvent(event)));
        running = confirmation;
        try {
            session()
                    .getLauncher()
                    .execute(configuration.request(request.uniqueIds()), new EventForwarder(confirmation, out));
        } finally {
            running = null;
            confirmation.giveUp("its class did not finish");
        }
    }

    /** The JVM ends in the middle of a run: what is held would be lost, and the wrong test be blamed. */
    void jvmEnds() {
        Confirmation confirmation = running;
        if (confirmation == null) return;
        confirmation.giveUp("the JVM of the test was ended");
        out.awaitWritten();
    }

    private Map<String, Rerun> again(RunConfiguration configuration, Set<String> uniqueIds) {
        CollectingListener results = new CollectingListener(uniqueIds);
        session().getLauncher().execute(configuration.request(uniqueIds), results);
        return results.results();
    }

    private LauncherSession session() {
        LauncherSession open = session;
        if (open == null) {
            open = LauncherFactory.openSession(LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .build());
            session = open;
        }
        return open;
    }

    /** Closes the session, with what extensions keep in it. */
    @Override
    public void close() {
        LauncherSession open = session;
        session = null;
        if (open != null) open.close();
    }
}
