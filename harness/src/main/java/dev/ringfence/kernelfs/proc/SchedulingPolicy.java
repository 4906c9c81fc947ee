package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import org.apiguardian.api.API;

/** How a thread is scheduled, sched(7), with the numbers of include/uapi/linux/sched.h. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum SchedulingPolicy {
    OTHER(0),
    FIFO(1),
    ROUND_ROBIN(2),
    BATCH(3),
    IDLE(5),
    DEADLINE(6),
    /** By a program of BPF. */
    EXT(7);

    private final int number;

    SchedulingPolicy(int number) {
        this.number = number;
    }

    static SchedulingPolicy of(KernelText.Line line, long number) {
        for (SchedulingPolicy policy : values()) if (policy.number == number) return policy;
        throw line.error("policy", "no policy has the number " + number);
    }
}
