/**
 * HotSpot as it is seen from outside. Comes in: its thread dumps, its performance data, what /proc says of its process. Goes out: the Java frames of threads by their kernel ids, or why there are none.
 * Depends on kernelfs. The parsers are pure; who asks a virtual machine does that on a thread of its own.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.hotspot;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
