/**
 * A course in ten lessons, each with a wrong and a right program; {@code CourseTests} asserts the whole failure of every wrong one. Comes in: nothing. Goes out: lessons. Depends on
 * Ringfence's public API, and runs in the traced JVM.
 */
@NullMarked
package dev.ringfence.samples.course;

import org.jspecify.annotations.NullMarked;
