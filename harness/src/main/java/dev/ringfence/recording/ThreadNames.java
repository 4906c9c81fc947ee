package dev.ringfence.recording;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The names under which events know each thread. A thread of the worker is known by its kernel name, until its stack tells
 * its Java name: each is meant for all of its calls.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThreadNames {
    /** TASK_COMM_LEN, without the zero at its end. */
    private static final int COMM = 15;

    private final Map<Integer, Set<String>> names = new HashMap<>();

    /** Takes note of the thread of an event. */
    public void add(TraceEvent event) {
        if (event instanceof SyscallEvent call) add(call.actor());
        if (event instanceof ProcessStarted started) add(started.parent());
    }

    private void add(Actor actor) {
        Set<String> known = names.computeIfAbsent(actor.thread().value(), thread -> new HashSet<>());
        if (known.add(actor.name())) known.add(inKernel(actor.name()));
    }

    /** The kernel keeps so many bytes of a name. */
    private static String inKernel(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= COMM ? name : new String(bytes, 0, COMM, StandardCharsets.UTF_8);
    }

    Set<String> of(int thread) {
        return names.getOrDefault(thread, Set.of());
    }
}
