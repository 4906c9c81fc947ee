/**
 * What this machine allows, found out by doing it. Comes in: nothing but the machine. Goes out: what works, what does not and the one thing
 * to do about it. Depends on the stopped shell and on kernel text; probes run on the thread that asks, which must be a platform thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.environment;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
