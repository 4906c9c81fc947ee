package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds virtual threads by their number, of which the public API has no list. The JDK keeps one in {@code
 * jdk.internal.vm.ThreadContainers}; a worker that was started with {@code --add-exports
 * java.base/jdk.internal.vm=ALL-UNNAMED} may read it. Without it, or with {@code -Djdk.trackAllThreads=false}, a virtual
 * thread is named by its number.
 */
final class VirtualThreads {
    private static final String CARRIER_CLASS = "jdk.internal.misc.CarrierThread";

    private final @Nullable Containers containers;

    private record Containers(MethodHandle root, MethodHandle threads, MethodHandle children) {}

    VirtualThreads() {
        containers = find();
    }

    private static @Nullable Containers find() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            Class<?> all = Class.forName("jdk.internal.vm.ThreadContainers");
            Class<?> one = Class.forName("jdk.internal.vm.ThreadContainer");
            MethodType stream = MethodType.methodType(Stream.class);
            return new Containers(
                    lookup.findStatic(all, "root", MethodType.methodType(one)),
                    lookup.findVirtual(one, "threads", stream),
                    lookup.findVirtual(one, "children", stream));
        } catch (ReflectiveOperationException e) {
            // A JDK without virtual threads, or the package is not exported to us: named by number, see above.
            return null;
        }
    }

    /** Returns whether the thread is one of those that run virtual threads. */
    static boolean isCarrier(Thread thread) {
        return thread.getClass().getName().equals(CARRIER_CLASS);
    }

    /** Returns what to call a virtual thread: its name, or, as its own {@code toString}, its number. */
    String name(long javaId) {
        return thread(javaId)
                .map(Thread::getName)
                .filter(name -> !name.isEmpty())
                .orElse("VirtualThread[#" + javaId + "]");
    }

    private Optional<Thread> thread(long javaId) {
        Containers found = containers;
        if (found == null) return Optional.empty();
        try {
            return search(found, found.root.invoke(), javaId);
        } catch (Throwable t) {
            if (t instanceof Error error) throw error;
            throw new HarnessException("cannot list virtual threads: " + t, t);
        }
    }

    private static Optional<Thread> search(Containers containers, Object container, long javaId) throws Throwable {
        Optional<Thread> here = ((Stream<?>) containers.threads.invoke(container))
                .filter(Thread.class::isInstance)
                .map(Thread.class::cast)
                .filter(thread -> JavaThreads.id(thread) == javaId)
                .findFirst();
        if (here.isPresent()) return here;
        for (Object child : ((Stream<?>) containers.children.invoke(container)).toList()) {
            Optional<Thread> below = search(containers, child, javaId);
            if (below.isPresent()) return below;
        }
        return Optional.empty();
    }
}
