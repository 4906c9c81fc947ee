package dev.ringfence;

import dev.ringfence.syscall.Family;
import dev.ringfence.syscall.FamilyTable;
import org.apiguardian.api.API;

/**
 * Families of system calls: what a program means, whatever call its libc chose on this architecture. Budgets and
 * assertions count families; messages show the calls themselves.
 *
 * <p>Opening, closing, naming, connecting, executing, changing rights and forcing to disk are watched in every window. What is not watched
 * ({@link #stats()}, {@link #reads()}, {@link #writes()}, {@link #polls()} …) is named in {@link Traced#observe()}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Families {
    private Families() {}

    /** Opening by name: {@code open}, {@code openat}, {@code openat2}, {@code creat}. */
    public static Family opens() {
        return byName("opens");
    }

    /** Closing: {@code close}, {@code close_range}. */
    public static Family closes() {
        return byName("closes");
    }

    /** Copying a descriptor: {@code dup}, {@code dup2}, {@code dup3}. A copy by {@code fcntl} is not among them. */
    public static Family duplicates() {
        return byName("duplicates");
    }

    /** Making a pipe: {@code pipe}, {@code pipe2}. */
    public static Family pipes() {
        return byName("pipes");
    }

    /** Making an epoll instance, as a selector does: {@code epoll_create}, {@code epoll_create1}. */
    public static Family epolls() {
        return byName("epolls");
    }

    /** Reading the attributes of a file: {@code stat}, {@code lstat}, {@code fstat}, {@code newfstatat}, {@code statx}. */
    public static Family stats() {
        return byName("stats");
    }

    /** Asking whether a file may be used: {@code access}, {@code faccessat}, {@code faccessat2}. */
    public static Family accesses() {
        return byName("accesses");
    }

    /** Renaming: {@code rename}, {@code renameat}, {@code renameat2}. */
    public static Family renames() {
        return byName("renames");
    }

    /** Removing a name: {@code unlink}, {@code unlinkat}, {@code rmdir}. */
    public static Family unlinks() {
        return byName("unlinks");
    }

    /** Giving another name: {@code link}, {@code linkat}, {@code symlink}, {@code symlinkat}. */
    public static Family links() {
        return byName("links");
    }

    /** Making a directory: {@code mkdir}, {@code mkdirat}. */
    public static Family mkdirs() {
        return byName("mkdirs");
    }

    /** Changing permissions: {@code chmod}, {@code fchmod}, {@code fchmodat}, {@code fchmodat2}. */
    public static Family chmods() {
        return byName("chmods");
    }

    /** Changing the owner: {@code chown}, {@code fchown}, {@code lchown}, {@code fchownat}. */
    public static Family chowns() {
        return byName("chowns");
    }

    /** Changing the length of a file: {@code truncate}, {@code ftruncate}. */
    public static Family truncates() {
        return byName("truncates");
    }

    /** Changing the mount table: {@code mount}, {@code umount2} and the calls of the newer interface. */
    public static Family mounts() {
        return byName("mounts");
    }

    /** Making a socket: {@code socket}, {@code socketpair}. */
    public static Family sockets() {
        return byName("sockets");
    }

    /** Connecting: {@code connect}. */
    public static Family connects() {
        return byName("connects");
    }

    /** Binding to an address: {@code bind}. */
    public static Family binds() {
        return byName("binds");
    }

    /** Listening: {@code listen}. */
    public static Family listens() {
        return byName("listens");
    }

    /** Accepting a connection: {@code accept}, {@code accept4}. */
    public static Family accepts() {
        return byName("accepts");
    }

    /** Sending to a socket by the calls made for it: {@code sendto}, {@code sendmsg}, {@code sendmmsg}. A program may also {@code write}. */
    public static Family sends() {
        return byName("sends");
    }

    /** Receiving from a socket by the calls made for it: {@code recvfrom}, {@code recvmsg}, {@code recvmmsg}. A program may also {@code read}. */
    public static Family receives() {
        return byName("receives");
    }

    /** Reading: {@code read}, {@code pread64}, {@code readv}, {@code preadv}, {@code preadv2}. */
    public static Family reads() {
        return byName("reads");
    }

    /** Writing: {@code write}, {@code pwrite64}, {@code writev}, {@code pwritev}, {@code pwritev2}. */
    public static Family writes() {
        return byName("writes");
    }

    /** Copying inside the kernel: {@code sendfile}, {@code copy_file_range}, {@code splice}, {@code tee}, {@code vmsplice}. */
    public static Family copies() {
        return byName("copies");
    }

    /** Forcing data to the device: {@code fsync}, {@code fdatasync}, {@code sync}, {@code syncfs}, {@code msync}. */
    public static Family fsyncs() {
        return byName("fsyncs");
    }

    /** Waiting for readiness: {@code poll}, {@code select}, {@code epoll_wait} and their variants. */
    public static Family polls() {
        return byName("polls");
    }

    /** Executing a program: {@code execve}, {@code execveat}. Only successes are counted, without the JDK's {@code jspawnhelper}:
     * a search of the PATH fails for each directory that does not hold the program. */
    public static Family execs() {
        return byName("execs");
    }

    /** Making a process: {@code fork}, {@code vfork}, {@code clone}, {@code clone3}. Threads, which are made by the same calls, are
     * not counted. */
    public static Family forks() {
        return byName("forks");
    }

    /** Sending a signal: {@code kill}, {@code tkill}, {@code tgkill} and their variants. */
    public static Family kills() {
        return byName("kills");
    }

    /** Changing user, group or capabilities: {@code setuid}, {@code setresgid}, {@code setgroups}, {@code capset} and their variants. */
    public static Family credentials() {
        return byName("credentials");
    }

    /** Loading or removing a module of the kernel: {@code init_module}, {@code finit_module}, {@code delete_module}. */
    public static Family modules() {
        return byName("modules");
    }

    /** Looking into another process: {@code ptrace}, {@code process_vm_readv}, {@code process_vm_writev}. */
    public static Family ptraces() {
        return byName("ptraces");
    }

    /** Mapping memory or a file: {@code mmap}, {@code mremap}. */
    public static Family mmaps() {
        return byName("mmaps");
    }

    /**
     * Returns the family of this name.
     *
     * @param name such as {@code opens}
     * @throws IllegalArgumentException if there is none; the message suggests the nearest names
     */
    public static Family byName(String name) {
        return FamilyTable.get(name);
    }
}
