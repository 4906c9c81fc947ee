package dev.ringfence.ffi;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;

/**
 * libc, with every pointer as an address, so that a call allocates nothing. Functions are called through the lower half of
 * jnr-ffi, jffi: stubs that are generated from an interface took 0.2 s longer to make, and no less to call.
 */
public final class Libc {
    private final NativeFunction ptrace = new NativeFunction("ptrace", 4);
    private final NativeFunction waitpid = new NativeFunction("waitpid", 3);
    private final NativeFunction kill = new NativeFunction("kill", 2);
    private final NativeFunction sched_getaffinity = new NativeFunction("sched_getaffinity", 3);
    private final NativeFunction sched_setaffinity = new NativeFunction("sched_setaffinity", 3);
    private final NativeFunction posix_spawn = new NativeFunction("posix_spawn", 6);
    private final NativeFunction posix_spawn_file_actions_init = new NativeFunction("posix_spawn_file_actions_init", 1);
    private final NativeFunction posix_spawn_file_actions_adddup2 =
            new NativeFunction("posix_spawn_file_actions_adddup2", 3);
    private final NativeFunction posix_spawn_file_actions_addopen =
            new NativeFunction("posix_spawn_file_actions_addopen", 5);
    private final NativeFunction posix_spawn_file_actions_addchdir_np =
            new NativeFunction("posix_spawn_file_actions_addchdir_np", 2);
    private final NativeFunction posix_spawn_file_actions_destroy =
            new NativeFunction("posix_spawn_file_actions_destroy", 1);
    private final NativeFunction posix_spawnattr_init = new NativeFunction("posix_spawnattr_init", 1);
    private final NativeFunction posix_spawnattr_setflags = new NativeFunction("posix_spawnattr_setflags", 2);
    private final NativeFunction posix_spawnattr_setpgroup = new NativeFunction("posix_spawnattr_setpgroup", 2);
    private final NativeFunction posix_spawnattr_setsigmask = new NativeFunction("posix_spawnattr_setsigmask", 2);
    private final NativeFunction posix_spawnattr_setsigdefault = new NativeFunction("posix_spawnattr_setsigdefault", 2);
    private final NativeFunction posix_spawnattr_destroy = new NativeFunction("posix_spawnattr_destroy", 1);
    private final NativeFunction sigemptyset = new NativeFunction("sigemptyset", 1);
    private final NativeFunction sigfillset = new NativeFunction("sigfillset", 1);
    private final NativeFunction syscall = new NativeFunction("syscall", 4);
    private final NativeFunction signal = new NativeFunction("signal", 2);
    private final NativeFunction siginterrupt = new NativeFunction("siginterrupt", 2);
    private final NativeFunction dlsym = new NativeFunction("dlsym", 2);
    private final NativeFunction setrlimit = new NativeFunction("setrlimit", 2);
    private final NativeFunction access = new NativeFunction("access", 2);
    private final NativeFunction pipe2 = new NativeFunction("pipe2", 2);
    private final NativeFunction open2 = new NativeFunction("open", 2);
    private final NativeFunction open3 = new NativeFunction("open", 3);
    private final NativeFunction close = new NativeFunction("close", 1);
    private final NativeFunction realpath = new NativeFunction("realpath", 2);
    private final NativeFunction readlink = new NativeFunction("readlink", 3);
    private final NativeFunction readlinkat = new NativeFunction("readlinkat", 4);
    private final NativeFunction getxattr = new NativeFunction("getxattr", 4);
    private final NativeFunction socket = new NativeFunction("socket", 3);
    private final NativeFunction read = new NativeFunction("read", 3);
    private final NativeFunction write = new NativeFunction("write", 3);
    private final NativeFunction strerror = new NativeFunction("strerror", 1);
    private final NativeFunction poll = new NativeFunction("poll", 3);
    private final NativeFunction process_vm_readv = new NativeFunction("process_vm_readv", 6);

    private Libc() {}

    /**
     * Returns libc with errno saved after each call. It is loaded once.
     *
     * @throws LinkageError if native code cannot be loaded
     */
    public static Libc load() {
        return Loaded.LIBC;
    }

    private static final class Loaded {
        private static final Libc LIBC = new Libc();
    }

    long ptrace(long request, int tid, long address, long data) {
        return ptrace.call(request, tid, address, data);
    }

    int waitpid(int pid, long status, int options) {
        return (int) waitpid.call(pid, status, options);
    }

    int kill(int pid, int signal) {
        return (int) kill.call(pid, signal);
    }

    int sched_getaffinity(int tid, long size, long mask) {
        return (int) sched_getaffinity.call(tid, size, mask);
    }

    int sched_setaffinity(int tid, long size, long mask) {
        return (int) sched_setaffinity.call(tid, size, mask);
    }

    int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp) {
        return (int) posix_spawn.call(pid, path, fileActions, attributes, argv, envp);
    }

    int posix_spawn_file_actions_init(long actions) {
        return (int) posix_spawn_file_actions_init.call(actions);
    }

    int posix_spawn_file_actions_adddup2(long actions, int fd, int newFd) {
        return (int) posix_spawn_file_actions_adddup2.call(actions, fd, newFd);
    }

    int posix_spawn_file_actions_addopen(long actions, int fd, long path, int flags, int mode) {
        return (int) posix_spawn_file_actions_addopen.call(actions, fd, path, flags, mode);
    }

    int posix_spawn_file_actions_addchdir_np(long actions, long path) {
        return (int) posix_spawn_file_actions_addchdir_np.call(actions, path);
    }

    int posix_spawn_file_actions_destroy(long actions) {
        return (int) posix_spawn_file_actions_destroy.call(actions);
    }

    int posix_spawnattr_init(long attributes) {
        return (int) posix_spawnattr_init.call(attributes);
    }

    int posix_spawnattr_setflags(long attributes, short flags) {
        return (int) posix_spawnattr_setflags.call(attributes, flags);
    }

    int posix_spawnattr_setpgroup(long attributes, int group) {
        return (int) posix_spawnattr_setpgroup.call(attributes, group);
    }

    int posix_spawnattr_setsigmask(long attributes, long set) {
        return (int) posix_spawnattr_setsigmask.call(attributes, set);
    }

    int posix_spawnattr_setsigdefault(long attributes, long set) {
        return (int) posix_spawnattr_setsigdefault.call(attributes, set);
    }

    int posix_spawnattr_destroy(long attributes) {
        return (int) posix_spawnattr_destroy.call(attributes);
    }

    int sigemptyset(long set) {
        return (int) sigemptyset.call(set);
    }

    int sigfillset(long set) {
        return (int) sigfillset.call(set);
    }

    /** The four-argument form of a variadic function: the rest of its registers means nothing. */
    long syscall(long number, long one, long two, long three) {
        return syscall.call(number, one, two, three);
    }

    /** The address of a handler, 0 for the default, 1 to ignore. */
    long signal(int signal, long handler) {
        return this.signal.call(signal, handler);
    }

    int siginterrupt(int signal, int interrupt) {
        return (int) siginterrupt.call(signal, interrupt);
    }

    long dlsym(long handle, String name) {
        Block symbol = Block.ofString(name);
        long address = dlsym.call(handle, symbol.address());
        Block.keep(symbol);
        return address;
    }

    int setrlimit(int resource, long limit) {
        return (int) setrlimit.call(resource, limit);
    }

    int access(long path, int mode) {
        return (int) access.call(path, mode);
    }

    int pipe2(long fds, int flags) {
        return (int) pipe2.call(fds, flags);
    }

    int open(long path, int flags) {
        return (int) open2.call(path, flags);
    }

    /** The three-argument form of a variadic function: for a file that is made. */
    int open(long path, int flags, int mode) {
        return (int) open3.call(path, flags, mode);
    }

    int close(int fd) {
        return (int) close.call(fd);
    }

    /** Returns the address of the path that it writes, or 0. */
    long realpath(long path, long resolved) {
        return realpath.call(path, resolved);
    }

    long readlink(long path, long buffer, long size) {
        return readlink.call(path, buffer, size);
    }

    long readlinkat(int directory, long path, long buffer, long size) {
        return readlinkat.call(directory, path, buffer, size);
    }

    long getxattr(long path, long name, long value, long size) {
        return getxattr.call(path, name, value, size);
    }

    int socket(int domain, int type, int protocol) {
        return (int) socket.call(domain, type, protocol);
    }

    long read(int fd, long buffer, long size) {
        return read.call(fd, buffer, size);
    }

    long write(int fd, long buffer, long size) {
        return write.call(fd, buffer, size);
    }

    String strerror(int errno) {
        byte[] text = MemoryIO.getInstance().getZeroTerminatedByteArray(strerror.call(errno));
        return new String(text, StandardCharsets.UTF_8);
    }

    int poll(long fds, long count, int timeoutMillis) {
        return (int) poll.call(fds, count, timeoutMillis);
    }

    long process_vm_readv(int pid, long local, long localCount, long remote, long remoteCount, long flags) {
        return process_vm_readv.call(pid, local, localCount, remote, remoteCount, flags);
    }
}
