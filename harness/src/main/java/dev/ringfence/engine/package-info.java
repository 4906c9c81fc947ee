/**
 * The test engine that moves traced classes into forked JVMs. Comes in: JUnit's discovery and execution requests, and the
 * events of workers. Goes out: unique ids to run, and the same events to the listeners of the test JVM. Depends on session,
 * channel, the annotation and the checks' declarations of what they need. Runs on the thread of the Launcher.
 */
@NullMarked
package dev.ringfence.engine;

import org.jspecify.annotations.NullMarked;
