package dev.ringfence.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which argument of a system call is a path, and which is the directory descriptor it is relative to. Pure. */
final class PathArguments {
    private static final int NONE = -1;

    /**
     * Positions of the arguments.
     *
     * @param directory position of the directory descriptor, or -1 where the path is relative to the working directory
     * @param path position of the path
     * @param otherDirectory the same for a second path
     * @param otherPath position of the second path, or -1 for none
     */
    record Positions(int directory, int path, int otherDirectory, int otherPath) {}

    private static final Map<String, Positions> POSITIONS = new HashMap<>();

    static {
        for (String name : new String[] {
            "open", "creat", "execve", "unlink", "mkdir", "rmdir", "truncate", "stat", "lstat", "access", "readlink",
            "chmod", "chown", "lchown", "chdir", "chroot", "statfs", "mknod", "utime", "utimes", "mq_open", "mq_unlink",
            "swapon", "swapoff", "umount2", "setxattr", "getxattr"
        }) {
            POSITIONS.put(name, new Positions(NONE, 0, NONE, NONE));
        }
        for (String name : new String[] {
            "openat",
            "openat2",
            "execveat",
            "unlinkat",
            "mkdirat",
            "newfstatat",
            "statx",
            "faccessat",
            "faccessat2",
            "readlinkat",
            "fchmodat",
            "fchmodat2",
            "fchownat",
            "mknodat",
            "utimensat",
            "futimesat",
            "open_tree",
            "open_tree_attr",
            "fspick",
            "name_to_handle_at"
        }) {
            POSITIONS.put(name, new Positions(0, 1, NONE, NONE));
        }
        POSITIONS.put("rename", new Positions(NONE, 0, NONE, 1));
        POSITIONS.put("link", new Positions(NONE, 0, NONE, 1));
        POSITIONS.put("renameat", new Positions(0, 1, 2, 3));
        POSITIONS.put("renameat2", new Positions(0, 1, 2, 3));
        POSITIONS.put("linkat", new Positions(0, 1, 2, 3));
        POSITIONS.put("move_mount", new Positions(0, 1, 2, 3));
        // symlink(2): the first argument is text that is stored, the second is the path that is made.
        POSITIONS.put("symlink", new Positions(NONE, 1, NONE, NONE));
        POSITIONS.put("symlinkat", new Positions(1, 2, NONE, NONE));
        POSITIONS.put("mount", new Positions(NONE, 1, NONE, NONE));
        POSITIONS.put("fanotify_mark", new Positions(3, 4, NONE, NONE));
        POSITIONS.put("inotify_add_watch", new Positions(NONE, 1, NONE, NONE));
    }

    private PathArguments() {}

    /** Returns where the call has its paths, if it has any. */
    static Optional<Positions> of(String name) {
        return Optional.ofNullable(POSITIONS.get(name));
    }
}
