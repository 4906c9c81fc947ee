package dev.ringfence.trace;

import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.syscall.decode.TraceeView;
import org.jspecify.annotations.Nullable;

/** What decoders see of one stopped thread. */
final class DecodingView implements TraceeView {
    private final RemoteMemory memory;
    private final int pid;
    private final int tid;

    DecodingView(RemoteMemory memory, int pid, int tid) {
        this.memory = memory;
        this.pid = pid;
        this.tid = tid;
    }

    @Override
    public int read(long address, byte[] target, int length) {
        return memory.readAll(tid, address, target, length);
    }

    @Override
    public @Nullable String descriptor(int fd) {
        return ProcessLinks.descriptor(pid, fd);
    }

    @Override
    public @Nullable String currentDirectory() {
        return ProcessLinks.currentDirectory(tid);
    }
}
