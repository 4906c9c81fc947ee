/** Budgets in each mode, from the annotation to the lock file, and what is written for CI. */
package dev.ringfence.samples.budgets;
