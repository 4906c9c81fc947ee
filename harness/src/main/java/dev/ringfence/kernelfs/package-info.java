/**
 * Text of the kernel, read strictly. Comes in: files of /proc and tables. Goes out: typed values, or an error that names file, line and field. Depends on nothing and runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs;

import org.jspecify.annotations.NullMarked;
