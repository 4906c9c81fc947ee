/**
 * Messages between the three processes. Comes in: frames or bytes of a Unix domain socket. Goes out: the other one. Depends on events and runs on the reading and writing threads of each end.
 */
@NullMarked
package dev.ringfence.channel;

import org.jspecify.annotations.NullMarked;
