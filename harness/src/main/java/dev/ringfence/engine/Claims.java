package dev.ringfence.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apiguardian.api.API;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * What the engine claimed in the discovery that runs on this thread. Only for as long: in a launcher that does not include
 * the engine nothing is claimed, and so Jupiter keeps all. Discoveries may nest, when a test engine runs a launcher.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Claims implements LauncherDiscoveryListener {
    private static final ThreadLocal<Deque<Set<String>>> RUNNING = ThreadLocal.withInitial(ArrayDeque::new);

    /** Made by the service loader. */
    public Claims() {}

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        RUNNING.get().push(new HashSet<>());
    }

    @Override
    public void launcherDiscoveryFinished(LauncherDiscoveryRequest request) {
        RUNNING.get().poll();
        if (RUNNING.get().isEmpty()) {
            RUNNING.remove();
        }
    }

    /** Claims a test by the id that it has in Jupiter's own tree. */
    static void add(String idInJupiter) {
        Set<String> claims = RUNNING.get().peek();
        if (claims != null) {
            claims.add(idInJupiter);
        }
    }

    static boolean contains(String idInJupiter) {
        Set<String> claims = RUNNING.get().peek();
        return claims != null && claims.contains(idInJupiter);
    }
}
