/**
 * Compares our trace of a program with strace's, call by call. Comes in: a table of programs and a list of explained differences, both resources. Goes out: differences that a
 * stranger can read. Reading and comparing logs is pure; the runs need gcc and strace and use the command line alone, one process after the other.
 */
@NullMarked
package dev.ringfence.differential;

import org.jspecify.annotations.NullMarked;
