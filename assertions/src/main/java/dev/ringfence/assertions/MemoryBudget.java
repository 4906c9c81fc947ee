package dev.ringfence.assertions;

import dev.ringfence.jupiter.NeedsTracing;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fails a traced test that passes but in each run makes its process grow by more than this, or waits for a disk more often than
 * this to fetch memory that was not there. Growth is that of the whole virtual machine, its heap and the harness included: {@link
 * MemoryAssert#growsAtMost}. On a class it holds for each test by itself, also in nested classes; an annotation on the method is
 * used in its place. May stand on other annotations. Needs {@link dev.ringfence.Traced}, and fails without; tests of one forked
 * JVM never run in parallel.
 *
 * <p>A test that exceeds it is run again: what grows for the first use of something, or until a cache is full, passes.
 *
 * <pre>{@code
 * @Test @MemoryBudget(growsAtMost = 64 << 20) void passes() { Files.readString(path); }
 * @Test @MemoryBudget(growsAtMost = 64 << 20) void fails() { kept.add(ByteBuffer.allocateDirect(100 << 20)); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5), VmRSS</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5), majflt</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MemoryBudget {

    /** By how many bytes resident memory may grow, zero or more; by any number where it is not given. */
    long growsAtMost() default Long.MAX_VALUE;

    /** How often a thread may wait for a disk to fetch memory, zero or more; any number where it is not given. */
    long majorFaultsAtMost() default Long.MAX_VALUE;
}
