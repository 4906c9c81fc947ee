/**
 * The main class of the traced JVM. Comes in: frames of the tracer, and tests to run by their unique ids. Goes out: JUnit events, answers about threads, markers in the stream of system calls. Depends on
 * channel, jupiter, ledger and recording, and makes no native call of its own. Tests run on the main thread; everything else runs on daemon threads whose names begin with {@code ringfence-}.
 */
@NullMarked
package dev.ringfence.worker;

import org.jspecify.annotations.NullMarked;
