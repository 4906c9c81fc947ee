package dev.ringfence.ffi;

import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;

/** libc, with every pointer as an address, so that a call allocates nothing. */
public interface Libc {

    /** Returns libc with errno saved after each call. The stubs are made once. */
    static Libc load() {
        return Loaded.LIBC;
    }

    /** Holds the stubs. */
    final class Loaded {
        private static final Libc LIBC = LibraryLoader.create(Libc.class)
                .option(LibraryOption.SaveError, true)
                .load("c");

        private Loaded() {}
    }

    long ptrace(long request, int tid, long address, long data);

    int waitpid(int pid, long status, int options);

    int kill(int pid, int signal);

    int sched_getaffinity(int tid, long size, long mask);

    int sched_setaffinity(int tid, long size, long mask);

    /**
     * Six integer arguments as {@code long} would go through a stub of jnr-ffi that passes the sixth wrongly (seen with
     * 2.2.19: the address of code arrived as envp); with pointers it takes another way.
     */
    int posix_spawn(Pointer pid, Pointer path, Pointer fileActions, Pointer attributes, Pointer argv, Pointer envp);

    int posix_spawn_file_actions_init(long actions);

    int posix_spawn_file_actions_adddup2(long actions, int fd, int newFd);

    int posix_spawn_file_actions_addopen(long actions, int fd, long path, int flags, int mode);

    int posix_spawn_file_actions_addchdir_np(long actions, long path);

    int posix_spawn_file_actions_destroy(long actions);

    int posix_spawnattr_init(long attributes);

    int posix_spawnattr_setflags(long attributes, short flags);

    int posix_spawnattr_setpgroup(long attributes, int group);

    int posix_spawnattr_setsigmask(long attributes, long set);

    int posix_spawnattr_setsigdefault(long attributes, long set);

    int posix_spawnattr_destroy(long attributes);

    int sigemptyset(long set);

    int sigfillset(long set);

    /** The four-argument form of a variadic function: the rest of its registers means nothing. */
    long syscall(long number, long first, long second, long third);

    /** The address of a handler, 0 for the default, 1 to ignore. */
    long signal(int signal, long handler);

    int siginterrupt(int signal, int interrupt);

    long dlsym(long handle, String name);

    int setrlimit(int resource, long limit);

    int access(long path, int mode);

    int pipe2(long fds, int flags);

    int open(long path, int flags);

    /** The three-argument form of a variadic function: for a file that is made. */
    int open(long path, int flags, int mode);

    int close(int fd);

    /** Returns the address of the path that it writes, or 0. */
    long realpath(long path, long resolved);

    long readlink(long path, long buffer, long size);

    long readlinkat(int directory, long path, long buffer, long size);

    long getxattr(long path, long name, long value, long size);

    int socket(int domain, int type, int protocol);

    long read(int fd, long buffer, long size);

    long write(int fd, long buffer, long size);

    String strerror(int errno);

    int poll(long fds, long count, int timeoutMillis);

    /** Pointers for the reason that {@link #posix_spawn} has them. */
    long process_vm_readv(int pid, Pointer local, long localCount, Pointer remote, long remoteCount, long flags);
}
