/**
 * Compares our readers of /proc with the tools that everybody uses: ps, lsof, ss, free, pmap, lsns, uptime, nstat. Comes in: live processes, stopped, so that their values stand
 * still. Goes out: a failure for each field in which we and a tool differ and no reason is written down. A tool that is not installed aborts its test with that reason.
 */
@NullMarked
package dev.ringfence.kernelfs.proc.tools;

import org.jspecify.annotations.NullMarked;
