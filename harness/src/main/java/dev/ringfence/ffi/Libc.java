package dev.ringfence.ffi;

import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;

/** libc, with every pointer as an address, so that a call allocates nothing. */
public interface Libc {

    /** Returns libc with errno saved after each call. */
    static Libc load() {
        return LibraryLoader.create(Libc.class)
                .option(LibraryOption.SaveError, true)
                .load("c");
    }

    long ptrace(long request, int tid, long address, long data);

    int waitpid(int pid, long status, int options);

    int kill(int pid, int signal);

    int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp);

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

    int pipe2(long fds, int flags);

    int close(int fd);

    int poll(long fds, long count, int timeoutMillis);

    long process_vm_readv(int pid, long local, long localCount, long remote, long remoteCount, long flags);
}
