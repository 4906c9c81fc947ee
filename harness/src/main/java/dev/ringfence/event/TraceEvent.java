package dev.ringfence.event;

import org.apiguardian.api.API;

/** Something a tracee did, in the order in which the tracer saw it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface TraceEvent permits SyscallEvent, ProcessStarted, ProgramExecuted, ProcessEnded {

    /** Returns the number of the event in this trace, from 1, growing. */
    long sequence();

    /** Returns when it was seen: nanoseconds of the monotonic clock since the trace began. */
    long atNanos();
}
