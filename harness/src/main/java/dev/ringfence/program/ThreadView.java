package dev.ringfence.program;

import dev.ringfence.ffi.DescriptorLinks;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.syscall.decode.TraceeView;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Memory and descriptors of the thread that is stopped at the moment. */
final class ThreadView implements TraceeView {
    private final RemoteMemory memory;
    private final DescriptorLinks links;
    private final DescriptorDetails details;
    private int tid;
    private long stackPointer;

    ThreadView(RemoteMemory memory, DescriptorLinks links, DescriptorDetails details) {
        this.details = details;
        this.memory = memory;
        this.links = links;
    }

    /** Turns to another thread. */
    ThreadView of(int thread, long stack) {
        tid = thread;
        stackPointer = stack;
        return this;
    }

    @Override
    public long stackPointer() {
        return stackPointer;
    }

    @Override
    public int read(long address, byte[] target, int length) {
        return memory.readAll(tid, address, target, length);
    }

    @Override
    public @Nullable String descriptor(int fd) {
        return links.readBytes("/proc/" + tid + "/fd", Integer.toString(fd));
    }

    @Override
    public @Nullable String descriptorDetail(int fd, String link) {
        return details.of(tid, fd, link);
    }

    @Override
    public int netlinkProtocol(int fd) {
        return details.netlinkProtocol(tid, fd, descriptor(fd));
    }

    /** Interfaces are those of the tracer's network namespace, as they are to strace. */
    @Override
    public @Nullable String interfaceName(int index) {
        try {
            NetworkInterface found = index <= 0 ? null : NetworkInterface.getByIndex(index);
            return found == null ? null : found.getName();
        } catch (SocketException unreadable) {
            // The index alone is shown.
            return null;
        }
    }

    @Override
    public @Nullable String currentDirectory() {
        return links.readBytes("/proc/" + tid, "cwd");
    }
}
