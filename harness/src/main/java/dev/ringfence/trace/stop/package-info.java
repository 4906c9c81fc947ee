/**
 * What waitpid(2) says about a tracee. Comes in: a raw status. Goes out: a {@link dev.ringfence.trace.stop.Stop}.
 * Depends on nothing, is pure, and runs on any thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.trace.stop;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
