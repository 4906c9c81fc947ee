package dev.ringfence.syscall;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** All families, by name. Test authors find them in {@code dev.ringfence.Families}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FamilyTable {
    private static final Map<String, Family> FAMILIES = new LinkedHashMap<>();

    static {
        // --- Descriptors ---
        put("opens", "open", "openat", "openat2", "creat");
        put("closes", "close", "close_range");
        put("duplicates", "dup", "dup2", "dup3");
        put("pipes", "pipe", "pipe2");
        put("epolls", "epoll_create", "epoll_create1");
        // --- Names ---
        put("stats", "stat", "lstat", "fstat", "newfstatat", "statx");
        put("accesses", "access", "faccessat", "faccessat2");
        put("renames", "rename", "renameat", "renameat2");
        put("unlinks", "unlink", "unlinkat", "rmdir");
        put("links", "link", "linkat", "symlink", "symlinkat");
        put("mkdirs", "mkdir", "mkdirat");
        put("chmods", "chmod", "fchmod", "fchmodat", "fchmodat2");
        put("chowns", "chown", "fchown", "lchown", "fchownat");
        put("truncates", "truncate", "ftruncate");
        put("mounts", "mount", "umount2", "move_mount", "fsmount", "open_tree", "open_tree_attr", "mount_setattr");
        // --- Network ---
        put("sockets", "socket", "socketpair");
        put("connects", "connect");
        put("binds", "bind");
        put("listens", "listen");
        put("accepts", "accept", "accept4");
        put("sends", "sendto", "sendmsg", "sendmmsg");
        put("receives", "recvfrom", "recvmsg", "recvmmsg");
        // --- Transfers ---
        put("reads", "read", "pread64", "readv", "preadv", "preadv2");
        put("writes", "write", "pwrite64", "writev", "pwritev", "pwritev2");
        put("copies", "sendfile", "copy_file_range", "splice", "tee", "vmsplice");
        put("fsyncs", "fsync", "fdatasync", "sync", "syncfs", "msync");
        put("polls", "poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2");
        // --- Processes ---
        put("execs", "execve", "execveat");
        put("forks", "fork", "vfork", "clone", "clone3");
        put("kills", "kill", "tkill", "tgkill", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo");
        // --- Memory ---
        put("mmaps", "mmap", "mremap");
    }

    private FamilyTable() {}

    private static void put(String name, String... members) {
        for (String member : members) {
            if (SyscallTable.x86_64().number(member).isEmpty())
                throw new IllegalStateException(name + " names " + member + ", which is not in the table");
        }
        FAMILIES.put(name, new Family(name, Set.of(members)));
    }

    /** Returns the family of this name, if there is one. */
    public static Optional<Family> find(String name) {
        return Optional.ofNullable(FAMILIES.get(name));
    }

    /**
     * Returns the family of this name.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest names
     */
    public static Family get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is not a family of system calls"
                        + NearestNames.hint(name, FAMILIES.keySet())));
    }

    /** Returns all families. */
    public static Collection<Family> all() {
        return Collections.unmodifiableCollection(FAMILIES.values());
    }
}
