package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Abi;

/** Who is told what happens. Called on the tracer thread while the tracee is stopped, except when it has ended. */
interface Events {

    /** A thread is at the entry of a call that was asked for. */
    void entered(Tracee tracee, SyscallInfo info);

    /** A thread is at the exit of the call it entered. */
    void left(Tracee tracee, long result);

    /** A thread was first seen. */
    default void attached(Tracee tracee) {}

    /** A thread has called through another interface than before. */
    default void changedAbi(Tracee tracee, Abi abi) {}

    /** A thread is about to get a signal. */
    default void signalled(Tracee tracee, int signal, byte[] signalInfo) {}

    /** A thread is stopped with all of its process. */
    default void stopped(Tracee tracee, int signal) {}

    /** A thread is about to exit; a call it is in does not return. */
    default void exiting(Tracee tracee) {}

    /** The leader of a process is replaced by another thread of it that executed a program; the latter's state is the leader's now. */
    default void superseded(Tracee leader, Tracee executor) {}

    /** A thread has exited. */
    default void exited(Tracee tracee, int code) {}

    /** A thread was ended by a signal. */
    default void killed(Tracee tracee, int signal, boolean coreDumped) {}

    /** A thread is not traced any more. */
    default void detached(Tracee tracee) {}

    /** Nothing has come for a while: what is held back is to be seen. */
    default void flush() {}

    /** Nothing more will come. */
    default void end() {}
}
