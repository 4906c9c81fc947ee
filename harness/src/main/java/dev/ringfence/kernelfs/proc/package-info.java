/**
 * Files of /proc about processes, descriptors and sockets. Comes in: their text. Goes out: records, or a reason. Each reader reads whole files and each parser is pure; runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs.proc;

import org.jspecify.annotations.NullMarked;
