package dev.ringfence.syscall.decode;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tracee whose memory is a map of regions, with one interface and sockets whose protocols are known. */
final class FakeTracee implements TraceeView {
    private static final long PAGE = 4096;

    private final TreeMap<Long, byte[]> pages = new TreeMap<>();
    private final Map<Integer, Integer> netlink;

    FakeTracee(Map<Integer, Integer> netlink) {
        this.netlink = netlink;
    }

    /** Writes regions into memory; the pages that they lie in become readable. */
    void remember(Map<Long, byte[]> regions) {
        regions.forEach((address, bytes) -> {
            for (int i = 0; i < bytes.length; i++) {
                long at = address + i;
                pages.computeIfAbsent(at / PAGE, page -> new byte[(int) PAGE])[(int) (at % PAGE)] = bytes[i];
            }
        });
    }

    @Override
    public int read(long address, byte[] target, int length) {
        for (int i = 0; i < length; i++) {
            long at = address + i;
            byte @Nullable [] page = at < 0 ? null : pages.get(at / PAGE);
            if (page == null) return i;
            target[i] = page[(int) (at % PAGE)];
        }
        return length;
    }

    @Override
    public @Nullable String descriptor(int fd) {
        return null;
    }

    @Override
    public @Nullable String currentDirectory() {
        return null;
    }

    @Override
    public @Nullable String interfaceName(int index) {
        return index == 1 ? "lo" : null;
    }

    @Override
    public int netlinkProtocol(int fd) {
        return netlink.getOrDefault(fd, -1);
    }
}
