package dev.ringfence.syscall.decode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tracee whose memory was recorded: pages that nothing was read from cannot be read. */
final class RecordedMemory implements TraceeView {
    private static final int PAGE = 4096;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private final Map<Integer, String> descriptors = new HashMap<>();
    private @Nullable String directory;
    private long bytesRead;

    void write(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            long at = address + i;
            pages.computeIfAbsent(at / PAGE, page -> new byte[PAGE])[(int) (at % PAGE)] = bytes[i];
        }
    }

    void link(int fd, String target) {
        descriptors.put(fd, target);
    }

    void enter(String currentDirectory) {
        directory = currentDirectory;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(long address, byte[] target, int length) {
        int done = 0;
        while (done < length) {
            long at = address + done;
            byte @Nullable [] page = at < 0 ? null : pages.get(at / PAGE);
            if (page == null) break;
            int from = (int) (at % PAGE);
            int count = Math.min(length - done, PAGE - from);
            System.arraycopy(page, from, target, done, count);
            done += count;
        }
        bytesRead += done;
        return done;
    }

    @Override
    public @Nullable String descriptor(int fd) {
        return descriptors.get(fd);
    }

    @Override
    public @Nullable String currentDirectory() {
        return directory;
    }
}
