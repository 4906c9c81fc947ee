package dev.ringfence.trace;

import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.syscall.decode.TraceeView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return link("/proc/" + pid + "/fd/" + fd);
    }

    @Override
    public @Nullable String currentDirectory() {
        return link("/proc/" + tid + "/cwd");
    }

    private static @Nullable String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException gone) {
            // Not open, or the tracee is gone: there is no link to show.
            return null;
        }
    }
}
