package dev.ringfence.inspection;

import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.ProcTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A directory as proc has it, of files that were captured from Linux 6.1: process 108, which has an odd name, with the
 * sockets of the captured tables, two children (the captured zombie and the captured stopped process, which belong to it
 * here) and the captured control group of version 2.
 */
public final class OddProcess {
    public static final int PID = 108;
    private static final String KERNEL = "6.1";
    private static final String[] FILES = {
        "status", "stat", "io", "limits", "cmdline", "smaps_rollup", "maps", "environ", "mountinfo"
    };
    private static final long AT_PAGESZ = 6;
    private static final long AT_CLKTCK = 17;

    private final ProcTree proc;

    /** Writes the files into a directory. */
    public OddProcess(Path root) {
        proc = new ProcTree(root);
        machine();
        process();
        child(113, "zombie");
        child(109, "stopped");
        group();
    }

    /** Returns where proc would be mounted. */
    public Path root() {
        return proc.root();
    }

    public ProcTree tree() {
        return proc;
    }

    private void machine() {
        proc.withCaptured(
                KERNEL, "machine", ".", "stat", "uptime", "meminfo", "loadavg", "vmstat", "swaps", "sys/fs/file-nr");
        ByteBuffer units = ByteBuffer.allocate(6 * Long.BYTES).order(ByteOrder.nativeOrder());
        units.putLong(AT_PAGESZ)
                .putLong(4096)
                .putLong(AT_CLKTCK)
                .putLong(100)
                .putLong(0)
                .putLong(0);
        try {
            Files.createDirectories(proc.root().resolve("self"));
            Files.write(proc.root().resolve("self/auxv"), units.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void process() {
        proc.withCaptured(KERNEL, "odd", "108", FILES);
        proc.withCaptured(KERNEL, "odd", "108/task/108", "stat", "status", "comm");
        proc.withCaptured(KERNEL, "net", "108/net", "tcp", "tcp6", "udp", "udp6", "unix", "netlink");
        proc.withLink("108/cwd", "/tmp/odd dir").withLink("108/root", "/srv/odd root");
        proc.withLink("108/exe", "/tmp/odd dir/a) R (b\nc");
        descriptor(0, "pipe:[11167]", "pipe-read");
        descriptor(1, "/dev/ttyS4711", "file");
        descriptor(2, "/dev/ttyS4711", "file");
        descriptor(3, "/tmp/odd dir/gone (deleted)", "file");
        descriptor(4, "anon_inode:[eventpoll]", "eventpoll");
        descriptor(5, "anon_inode:[eventfd]", "eventfd");
        Map<Integer, Integer> sockets =
                Map.of(10, 185, 11, 11_153, 12, 186, 13, 11_154, 14, 11_158, 15, 11_156, 16, 11_159, 17, 99_999);
        sockets.forEach((fd, inode) -> descriptor(fd, "socket:[" + inode + "]", "file"));
    }

    private void descriptor(int fd, String link, String info) {
        proc.withLink("108/fd/" + fd, link);
        proc.with("108/fdinfo/" + fd, Fixture.text(KERNEL, "fdinfo/" + info));
    }

    private void child(int pid, String captured) {
        String stat = Fixture.text(KERNEL, captured + "/stat").replace(" 106 ", " 108 ");
        proc.with(pid + "/stat", stat).with(pid + "/task/" + pid + "/stat", stat);
        proc.withCaptured(KERNEL, captured, Integer.toString(pid), "status", "cmdline");
    }

    private void group() {
        proc.withCaptured(KERNEL, "cgroup-v2", "108", "cgroup").withCaptured(KERNEL, "cgroup-v2", "self", "mountinfo");
        proc.withCaptured(
                KERNEL,
                "cgroup-v2",
                "self/root/sys/fs/cgroup/ring fence:a\\b",
                "memory.current",
                "memory.max",
                "memory.high",
                "memory.events",
                "memory.stat",
                "cpu.stat",
                "cpu.max",
                "pids.current",
                "pids.max",
                "pids.events");
    }
}
