/**
 * What tests may cost, and the file that keeps it. Comes in: recordings, the text of a lock file, what runs of a test found. Goes out: numbers, findings, the text of the changed file. Depends on recording, syscall and
 * kernelfs, knows nothing of JUnit, and runs on any thread: all of it is pure but {@link dev.ringfence.budget.LockStore}, which reads and writes the file.
 */
@NullMarked
package dev.ringfence.budget;

import org.jspecify.annotations.NullMarked;
