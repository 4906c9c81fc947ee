package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Abi;

/** Tells two, the first one first. */
final class FanOut implements Events {
    private final Events first;
    private final Events second;

    FanOut(Events first, Events second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void entered(Tracee tracee, SyscallInfo info) {
        first.entered(tracee, info);
        second.entered(tracee, info);
    }

    @Override
    public void left(Tracee tracee, long result) {
        first.left(tracee, result);
        second.left(tracee, result);
    }

    @Override
    public void attached(Tracee tracee) {
        first.attached(tracee);
        second.attached(tracee);
    }

    @Override
    public void changedAbi(Tracee tracee, Abi abi) {
        first.changedAbi(tracee, abi);
        second.changedAbi(tracee, abi);
    }

    @Override
    public void signalled(Tracee tracee, int signal, byte[] signalInfo) {
        first.signalled(tracee, signal, signalInfo);
        second.signalled(tracee, signal, signalInfo);
    }

    @Override
    public void stopped(Tracee tracee, int signal) {
        first.stopped(tracee, signal);
        second.stopped(tracee, signal);
    }

    @Override
    public void exiting(Tracee tracee) {
        first.exiting(tracee);
        second.exiting(tracee);
    }

    @Override
    public void superseded(Tracee leader, Tracee executor) {
        first.superseded(leader, executor);
        second.superseded(leader, executor);
    }

    @Override
    public void exited(Tracee tracee, int code) {
        first.exited(tracee, code);
        second.exited(tracee, code);
    }

    @Override
    public void killed(Tracee tracee, int signal, boolean coreDumped) {
        first.killed(tracee, signal, coreDumped);
        second.killed(tracee, signal, coreDumped);
    }

    @Override
    public void detached(Tracee tracee) {
        first.detached(tracee);
        second.detached(tracee);
    }

    @Override
    public void flush() {
        first.flush();
        second.flush();
    }

    @Override
    public void end() {
        first.end();
        second.end();
    }
}
