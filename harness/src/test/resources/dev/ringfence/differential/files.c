/* Files, descriptors and memory: every call of the topic with usual, odd and bad arguments. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/poll.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#define BAD ((void *)0x1230)

static void opens(void) {
    int flags[] = {O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC, O_RDWR | O_APPEND | O_NONBLOCK, O_PATH | O_CLOEXEC, O_DIRECTORY,
                   O_RDWR | O_CREAT | O_EXCL, O_SYNC | O_WRONLY, O_DSYNC, O_NOFOLLOW | O_NOATIME | O_NOCTTY, O_DIRECT | O_LARGEFILE,
                   O_ACCMODE, 0x40000000, -1};
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++) close((int)syscall(SYS_open, "opened", flags[i], 04755));
    close(open(".", O_TMPFILE | O_RDWR, 0600));
    syscall(SYS_openat, 77, "x\ty\"z\\\1\0019", O_RDONLY);
    syscall(SYS_openat, AT_FDCWD, BAD, O_CREAT, 07777);
    syscall(SYS_openat, -5, 0, 0);
    char longest[5000];
    memset(longest, 'p', sizeof longest);
    longest[4999] = 0;
    open(longest, O_RDONLY);
    longest[31] = 0;
    open(longest, O_RDONLY);
    longest[32] = 0;
    longest[31] = 'q';
    open(longest, O_RDONLY);
    syscall(SYS_creat, "created", 0640);
    struct open_how how = {.flags = O_RDONLY | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    syscall(SYS_openat2, AT_FDCWD, "created", &how, sizeof how);
    how.resolve = 0x1000;
    syscall(SYS_openat2, AT_FDCWD, "created", &how, sizeof how);
    how.mode = 0600;
    how.flags = O_CREAT | O_WRONLY;
    how.resolve = 0;
    syscall(SYS_openat2, AT_FDCWD, "created2", &how, sizeof how);
    syscall(SYS_openat2, AT_FDCWD, "created", BAD, sizeof how);
    syscall(SYS_openat2, AT_FDCWD, "created", &how, 3);
}

static void stats(void) {
    struct stat st;
    struct statx stx;
    struct statfs fs;
    stat("created", &st);
    lstat("link", &st);
    fstat(0, &st);
    stat("/dev/null", &st);
    stat(".", &st);
    syscall(SYS_stat, "created", &st);
    syscall(SYS_lstat, "missing", &st);
    syscall(SYS_fstat, 99, BAD);
    syscall(SYS_newfstatat, AT_FDCWD, "created", BAD, AT_SYMLINK_NOFOLLOW);
    syscall(SYS_newfstatat, 0, "", &st, AT_EMPTY_PATH | AT_NO_AUTOMOUNT | 1);
    statx(AT_FDCWD, "created", AT_STATX_FORCE_SYNC, STATX_ALL, &stx);
    statx(AT_FDCWD, "missing", AT_STATX_DONT_SYNC | AT_SYMLINK_NOFOLLOW, STATX_MODE | STATX_SIZE, &stx);
    statx(0, "", AT_EMPTY_PATH, STATX_BASIC_STATS | 0x80000000, &stx);
    statx(AT_FDCWD, ".", 0, STATX_BTIME, BAD);
    statfs("/proc", &fs);
    statfs("missing", &fs);
    fstatfs(-1, BAD);
    access("created", R_OK | W_OK);
    access("created", F_OK);
    access("created", 8 | X_OK);
    faccessat(AT_FDCWD, "created", X_OK, AT_EACCESS);
    syscall(SYS_faccessat2, AT_FDCWD, "created", R_OK, AT_EACCESS | AT_SYMLINK_NOFOLLOW | 1);
    char target[8];
    readlink("link", target, sizeof target);
    readlink("created", target, sizeof target);
    readlinkat(AT_FDCWD, "link", target, 3);
    syscall(SYS_readlink, "link", BAD, 10);
    syscall(SYS_ustat, 0, BAD);
}

static void names(void) {
    mkdir("dir", 0755);
    mkdirat(AT_FDCWD, "dir", 01777);
    mknod("fifo", S_IFIFO | 0600, 0);
    mknodat(AT_FDCWD, "device", S_IFCHR | 0600, 0x103);
    syscall(SYS_mknod, "regular", 0600, 5);
    symlink("created", "soft");
    symlinkat("created", AT_FDCWD, "soft");
    link("created", "hard");
    linkat(AT_FDCWD, "soft", AT_FDCWD, "hard2", AT_SYMLINK_FOLLOW);
    syscall(SYS_linkat, 3, "", AT_FDCWD, "hard3", AT_EMPTY_PATH | 1);
    rename("hard", "harder");
    renameat(AT_FDCWD, "missing", AT_FDCWD, "x");
    renameat2(AT_FDCWD, "harder", AT_FDCWD, "created", RENAME_EXCHANGE);
    renameat2(AT_FDCWD, "harder", AT_FDCWD, "created", RENAME_NOREPLACE | RENAME_WHITEOUT | 8);
    chmod("created", 0);
    chmod("created", 06644);
    fchmod(99, 0777);
    fchmodat(AT_FDCWD, "created", 0600, 0);
    chown("created", 0, (gid_t)-1);
    lchown("soft", (uid_t)-1, 0);
    fchown(99, 1, 2);
    fchownat(AT_FDCWD, "created", (uid_t)-1, (gid_t)-1, AT_SYMLINK_NOFOLLOW);
    unlink("harder");
    unlinkat(AT_FDCWD, "dir", AT_REMOVEDIR);
    unlinkat(AT_FDCWD, "missing", 1);
    rmdir("missing");
    truncate("created", 10);
    truncate("missing", -1);
    ftruncate(99, 1L << 40);
    umask(0);
    umask(022);
    chdir("..");
    fchdir(99);
    chroot("missing");
    char directory[256];
    syscall(SYS_getcwd, BAD, 10);
    syscall(SYS_getcwd, directory, 2);
    struct timespec times[2] = {{1, UTIME_NOW}, {0, UTIME_OMIT}};
    utimensat(AT_FDCWD, "missing", times, AT_SYMLINK_NOFOLLOW);
    utimensat(AT_FDCWD, "missing", 0, 0);
    times[0].tv_nsec = 5;
    times[1].tv_nsec = 999999999;
    utimensat(99, 0, times, 0);
    struct timeval values[2] = {{1, 2}, {3, 4}};
    syscall(SYS_utimes, "missing", values);
    syscall(SYS_futimesat, AT_FDCWD, "missing", values);
    struct utimbuf buffer = {1, 1000000000};
    syscall(SYS_utime, "missing", &buffer);
    syscall(SYS_utime, "missing", 0);
    mount("none", "missing", "tmpfs", MS_NOSUID | MS_RDONLY, "size=1");
    mount(0, "missing", 0, MS_BIND | MS_REC, 0);
    umount2("missing", MNT_DETACH | UMOUNT_NOFOLLOW);
    syscall(SYS_pivot_root, "missing", "missing");
    syscall(SYS_swapon, "missing", 0x8001);
    syscall(SYS_swapoff, "missing");
    syscall(SYS_quotactl, 0x80000702, "missing", 0, BAD);
    syscall(SYS_name_to_handle_at, AT_FDCWD, "missing", BAD, BAD, AT_SYMLINK_FOLLOW);
    syscall(SYS_fsopen, "nosuchfs", 1);
    syscall(SYS_open_tree, AT_FDCWD, "missing", 1);
    syscall(SYS_move_mount, AT_FDCWD, "missing", AT_FDCWD, "missing", 0x4);
    syscall(SYS_fspick, AT_FDCWD, "missing", 1);
    syscall(SYS_mount_setattr, AT_FDCWD, "missing", 0, BAD, 32);
}

static void transfers(void) {
    char data[300];
    for (unsigned i = 0; i < sizeof data; i++) data[i] = (char)i;
    int fd = open("transfers", O_RDWR | O_CREAT | O_TRUNC, 0600);
    write(fd, data, sizeof data);
    write(fd, "short", 5);
    write(fd, data, 0);
    write(fd, "exactly thirty-two bytes, no more", 32);
    write(fd, "\0\0001\177\200\r\n\v\f\t\"", 10);
    write(fd, BAD, 100);
    write(99, data, 40);
    lseek(fd, 0, SEEK_SET);
    lseek(fd, -1, SEEK_SET);
    lseek(fd, 0, SEEK_DATA);
    lseek(fd, 5, 77);
    read(fd, data, 20);
    read(fd, data, 300);
    read(fd, data, 5);
    read(fd, data, 5);
    read(fd, BAD, 5);
    syscall(SYS_read, fd, data, -1L);
    pread(fd, data, 5, 2);
    pwrite(fd, data, 5, 1L << 33);
    pwrite(fd, data, 5, -3);
    static struct iovec iov[100];
    iov[0] = (struct iovec){data, 3};
    iov[1] = (struct iovec){data + 10, 40};
    writev(fd, iov, 3);
    preadv(fd, iov, 2, 0);
    lseek(fd, 0, SEEK_SET);
    readv(fd, iov, 3);
    pwritev2(fd, iov, 2, -1, RWF_SYNC);
    preadv2(fd, iov, 2, 0, RWF_NOWAIT | 0x1000);
    iov[1].iov_base = BAD;
    writev(fd, iov, 3);
    writev(fd, BAD, 3);
    writev(fd, iov, 0);
    syscall(SYS_writev, fd, iov, -1);
    int pipes[2];
    pipe2(pipes, O_CLOEXEC | O_NONBLOCK);
    pipe2(pipes, 1);
    syscall(SYS_pipe, BAD);
    loff_t offset = 4;
    splice(fd, &offset, pipes[1], 0, 100, SPLICE_F_MOVE | SPLICE_F_MORE);
    tee(pipes[0], pipes[0], 5, SPLICE_F_NONBLOCK);
    iov[1].iov_base = data;
    vmsplice(pipes[1], iov, 2, SPLICE_F_GIFT);
    sendfile(pipes[1], fd, &offset, 7);
    sendfile(pipes[1], fd, 0, 7);
    sendfile(99, fd, BAD, 7);
    loff_t in = 0, out = 400;
    copy_file_range(fd, &in, fd, &out, 10, 0);
    copy_file_range(fd, 0, 99, 0, 10, 1);
    fsync(fd);
    fdatasync(fd);
    sync_file_range(fd, 0, 10, SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 10);
    fallocate(fd, FALLOC_FL_PUNCH_HOLE | 0x100, 1, -1);
    posix_fadvise(fd, 0, 10, POSIX_FADV_WILLNEED);
    syscall(SYS_fadvise64, fd, 0, 10, 77);
    readahead(fd, 0, 10);
    flock(fd, LOCK_EX | LOCK_NB);
    flock(fd, LOCK_UN);
    flock(fd, 77);
    dup(fd);
    dup2(fd, 20);
    dup3(fd, 21, O_CLOEXEC);
    dup3(fd, fd, 1);
    syscall(SYS_close_range, 20, 30, CLOSE_RANGE_CLOEXEC);
    syscall(SYS_close_range, 20, 30, 0);
    syscall(SYS_close_range, 30, 20, 1);
    struct flock lock = {F_WRLCK, SEEK_SET, 1, 2, 0};
    fcntl(fd, F_GETFD);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK);
    fcntl(fd, F_SETLK, &lock);
    fcntl(fd, F_GETLK, &lock);
    fcntl(fd, F_OFD_SETLK, &lock);
    fcntl(fd, F_DUPFD, 40);
    fcntl(fd, F_DUPFD_CLOEXEC, 40);
    fcntl(fd, F_SETOWN, 1);
    fcntl(fd, F_GETOWN);
    fcntl(fd, F_SETSIG, 10);
    fcntl(fd, F_GETSIG);
    fcntl(fd, F_SETPIPE_SZ, 4096);
    fcntl(pipes[0], F_GETPIPE_SZ);
    fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE);
    fcntl(fd, F_NOTIFY, DN_ACCESS | DN_MULTISHOT);
    fcntl(fd, F_SETLEASE, F_RDLCK);
    fcntl(fd, F_GETLEASE);
    fcntl(fd, 4711, 5);
    fcntl(fd, F_SETLK, BAD);
    setxattr("transfers", "user.name", "value\0x", 7, XATTR_CREATE);
    getxattr("transfers", "user.missing", data, 10);
    listxattr("transfers", data, sizeof data);
    fremovexattr(fd, "user.missing");
    lsetxattr("missing", "user.name", BAD, 3, 5);
}

static void memory(void) {
    int fd = memfd_create("memory", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    syscall(SYS_memfd_create, BAD, 0x100);
    ftruncate(fd, 65536);
    char *shared = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    mmap(shared, 4096, PROT_EXEC, MAP_PRIVATE | MAP_FIXED | MAP_POPULATE, fd, 8192);
    mmap((void *)4096, 0, 0x10, 0x60, 99, 1);
    mmap(0, 1UL << 60, PROT_READ, MAP_ANONYMOUS | MAP_SHARED_VALIDATE, -1, 0);
    mprotect(shared, 4096, PROT_READ | PROT_WRITE | PROT_GROWSDOWN);
    mprotect(BAD, 1, 0x80);
    madvise(shared, 4096, MADV_DONTNEED);
    madvise(shared, 4096, MADV_HUGEPAGE);
    madvise(shared, 4096, 777);
    msync(shared, 4096, MS_SYNC | MS_INVALIDATE);
    mincore(shared, 4096 * 3, (unsigned char *)shared);
    mincore(shared, 4096, BAD);
    mlock(shared, 4096);
    mlock2(shared, 4096, MLOCK_ONFAULT);
    munlock(shared, 4096);
    mlockall(0x10);
    munlockall();
    mremap(shared + 8192, 4096, 8192, MREMAP_MAYMOVE);
    mremap(shared, 4096, 4096, MREMAP_FIXED | MREMAP_MAYMOVE, shared + 4096);
    mremap(BAD, 1, 2, 8);
    munmap(shared, 65536);
    munmap(BAD, 0);
    syscall(SYS_brk, 0);
    syscall(SYS_brk, 1);
    syscall(SYS_remap_file_pages, BAD, 4096, 0, 0, 0);
    syscall(SYS_pkey_alloc, 1, 0);
    syscall(SYS_pkey_free, 77);
    syscall(SYS_pkey_mprotect, BAD, 4096, PROT_READ, 77);
    syscall(SYS_mbind, BAD, 4096, 2, 0, 0, 0);
    syscall(SYS_process_madvise, 99, 0, 0, MADV_COLD, 0);
    syscall(SYS_membarrier, 0, 0, 0);
    syscall(SYS_userfaultfd, 3);
}

static void readiness(void) {
    int fd = eventfd(3, EFD_CLOEXEC | EFD_SEMAPHORE);
    syscall(SYS_eventfd, 1);
    syscall(SYS_eventfd2, 0, 1);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct itimerspec spec = {{1, 2}, {1000000, 3}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &spec, &spec);
    timerfd_create(77, 1);
    struct pollfd polled[3] = {{fd, POLLIN | POLLOUT, 0}, {99, POLLPRI, 0}, {-1, 0x4000, 0}};
    poll(polled, 3, 1000);
    poll(polled, 0, 0);
    polled[0].events = POLLPRI;
    poll(polled, 1, 0);
    poll(BAD, 1, 0);
    struct timespec limit = {0, 1000};
    sigset_t set;
    memset(&set, 0, sizeof set);
    syscall(SYS_ppoll, polled, 1, &limit, &set, 8);
    fd_set reads, writes;
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_SET(fd, &reads);
    FD_SET(fd, &writes);
    struct timeval brief = {0, 1000};
    select(fd + 1, &reads, &writes, 0, &brief);
    FD_ZERO(&reads);
    FD_SET(timer, &reads);
    brief.tv_usec = 1000;
    select(timer + 1, &reads, 0, 0, &brief);
    FD_ZERO(&writes);
    FD_SET(50, &writes);
    pselect(51, 0, &writes, 0, &limit, &set);
    brief.tv_usec = 1000;
    syscall(SYS_select, 5, BAD, 0, 0, &brief);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_create(5);
    epoll_create1(1);
    struct epoll_event event = {EPOLLIN | EPOLLET | EPOLLONESHOT, {.u64 = 0x123456789abcdefUL}}, events[4];
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    epoll_ctl(epoll, EPOLL_CTL_MOD, 99, &event);
    epoll_ctl(epoll, 77, fd, BAD);
    epoll_wait(epoll, events, 4, 100);
    epoll_wait(epoll, events, 4, 0);
    epoll_ctl(epoll, EPOLL_CTL_DEL, fd, 0);
    epoll_pwait(epoll, events, 4, 0, &set);
    syscall(SYS_epoll_pwait2, epoll, events, 4, &limit, 0, 8);
    syscall(SYS_epoll_wait, epoll, BAD, 4, 0);
    int notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    inotify_add_watch(notify, ".", IN_CREATE | IN_MOVED_FROM | IN_ONLYDIR);
    inotify_add_watch(notify, "missing", IN_ALL_EVENTS | 0x10000);
    inotify_rm_watch(notify, 77);
    syscall(SYS_inotify_init1, 1);
    syscall(SYS_fanotify_init, 0x80000000, O_RDONLY);
    syscall(SYS_fanotify_mark, 99, 1, 2L, AT_FDCWD, "missing");
    syscall(SYS_io_setup, 0, BAD);
    syscall(SYS_io_destroy, 5);
    syscall(SYS_io_getevents, 5, 1, 2, BAD, &limit);
    syscall(SYS_io_submit, 5, 1, BAD);
}

int main(int count, char **arguments) {
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "opens")) opens();
    if (!strcmp(mode, "stats")) stats();
    if (!strcmp(mode, "names")) names();
    if (!strcmp(mode, "transfers")) transfers();
    if (!strcmp(mode, "memory")) memory();
    if (!strcmp(mode, "readiness")) readiness();
    return 0;
}
