package dev.ringfence.engine;

import dev.ringfence.session.TracerSession;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The one tracer of this JVM. It is closed when the last launcher session ends; where listeners of sessions are not
 * registered, when the execution ends.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SharedTracer implements LauncherSessionListener {
    private static final TracerSession SESSION = new TracerSession();
    /** A tracer has one worker at a time, so there is one execution at a time. */
    private static final ReentrantLock EXECUTION = new ReentrantLock(true);

    private static final AtomicInteger OPEN_SESSIONS = new AtomicInteger();

    /** Made by the service loader. */
    public SharedTracer() {}

    static TracerSession session() {
        return SESSION;
    }

    static void runAlone(TracerSession session, Runnable execution) {
        EXECUTION.lock();
        try {
            execution.run();
            if (OPEN_SESSIONS.get() == 0) {
                session.close();
            }
        } finally {
            EXECUTION.unlock();
        }
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        OPEN_SESSIONS.incrementAndGet();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (OPEN_SESSIONS.decrementAndGet() == 0) {
            SESSION.close();
        }
    }
}
