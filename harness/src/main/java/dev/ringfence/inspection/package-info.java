/**
 * What an investigator asks about one process. Comes in: {@code /proc}, or what was captured of it before. Goes out: the files verbatim, and values made of them: descriptors by
 * kind, sockets by state, threads by name, what the control groups allow. Depends on snapshots, and runs on any thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.inspection;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
