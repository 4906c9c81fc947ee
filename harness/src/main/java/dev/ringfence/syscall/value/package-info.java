/**
 * What an argument or a result of a system call says, as data. Comes in: nothing, these are values. Goes out: a tree that can be asked, saved as JSON, and written as strace writes
 * it. Depends on nothing, and runs on any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.ringfence.syscall.value;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
