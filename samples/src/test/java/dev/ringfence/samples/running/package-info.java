/**
 * Runs traced test classes from tests and commands. Comes in: test classes and settings. Goes out: a verdict for each test. Depends on JUnit's Launcher, and runs on the caller's
 * thread.
 */
@NullMarked
package dev.ringfence.samples.running;

import org.jspecify.annotations.NullMarked;
