/**
 * The commands of the program {@code ringfence}. Comes in: a command line. Goes out: text for people, JSON for programs, an exit code. The
 * only package that prints; depends on what the commands do, and runs on the main thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.cli;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
