/*
 * Makes a descriptor in every way that this kernel and user allow, and leaves it open; each that worked is counted, and
 * the count is the exit status. Every one of them must be in the ledger, with the kind that its call has.
 */
#include "marker.h"
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/perf_event.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>

static int made;

static int did(long fd) {
    if (fd >= 0) made++;
    return (int)fd;
}

static void passed(void) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair)) return;
    made += 2;
    char data = 'x', control[CMSG_SPACE(2 * sizeof(int))];
    struct iovec iov = {&data, 1};
    struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(2 * sizeof(int));
    int fds[2] = {0, 1};
    memcpy(CMSG_DATA(header), fds, sizeof fds);
    sendmsg(pair[0], &message, 0);
    memset(control, 0, sizeof control);
    message.msg_controllen = sizeof control;
    if (recvmsg(pair[1], &message, 0) == 1) made += 2;
}

static void accepted(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int server = did(socket(AF_INET, SOCK_STREAM, 0));
    bind(server, (struct sockaddr *)&address, length);
    listen(server, 4);
    getsockname(server, (struct sockaddr *)&address, &length);
    for (int i = 0; i < 2; i++) {
        int client = did(socket(AF_INET, SOCK_STREAM, 0));
        if (connect(client, (struct sockaddr *)&address, length)) continue;
        did(i ? accept4(server, 0, 0, SOCK_CLOEXEC) : accept(server, 0, 0));
    }
}

static void cloned(void) {
    int pidfd = -1;
    pid_t child = (pid_t)syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, &pidfd, 0, 0);
    if (child == 0) _exit(0);
    if (child > 0) {
        did(pidfd);
        waitpid(child, 0, 0);
    }
    struct { uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls; } arguments = {0};
    pidfd = -1;
    arguments.flags = CLONE_PIDFD;
    arguments.pidfd = (uint64_t)(uintptr_t)&pidfd;
    arguments.exit_signal = SIGCHLD;
    child = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0) _exit(0);
    if (child > 0) {
        did(pidfd);
        waitpid(child, 0, 0);
    }
}

int main(void) {
    window_open(1);
    int p[2];
    sigset_t none;
    sigemptyset(&none);
    int file = did(syscall(SYS_open, "/etc/passwd", O_RDONLY));
    did(openat(AT_FDCWD, "/etc/passwd", O_RDONLY));
    struct { uint64_t flags, mode, resolve; } how = {O_RDONLY, 0, 0};
    did(syscall(437 /* openat2 */, AT_FDCWD, "/etc/passwd", &how, sizeof how));
    did(creat("/dev/null", 0600));
    did(dup(file));
    did(dup2(file, 100));
    did(dup3(file, 101, O_CLOEXEC));
    dup2(file, 100); /* replaces it: one closed, one made */
    dup2(file, file); /* nothing */
    did(fcntl(file, F_DUPFD, 110));
    did(fcntl(file, F_DUPFD_CLOEXEC, 111));
    if (!syscall(SYS_pipe, p)) made += 2;
    if (!pipe2(p, O_CLOEXEC)) made += 2;
    did(socket(AF_INET6, SOCK_DGRAM, 0));
    accepted();
    passed();
    did(syscall(SYS_epoll_create, 1));
    did(epoll_create1(0));
    did(syscall(SYS_eventfd, 0));
    did(eventfd(0, 0));
    did(timerfd_create(CLOCK_MONOTONIC, 0));
    int signals = did(syscall(SYS_signalfd, -1, &none, 8));
    did(signalfd(-1, &none, 0));
    signalfd(signals, &none, 0); /* changes it: nothing new */
    did(syscall(SYS_inotify_init));
    did(inotify_init1(0));
    did(syscall(SYS_fanotify_init, 0, O_RDONLY));
    did(syscall(SYS_memfd_create, "made", 0));
    did(syscall(447 /* memfd_secret */, 0));
    did(syscall(SYS_userfaultfd, 1 /* UFFD_USER_MODE_ONLY */));
    struct perf_event_attr attr = {.size = sizeof attr, .type = PERF_TYPE_SOFTWARE, .exclude_kernel = 1};
    did(syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0));
    union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
    did(syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map));
    did(syscall(434 /* pidfd_open */, getpid(), 0));
    int self = (int)syscall(434, getpid(), 0);
    did(self);
    did(syscall(438 /* pidfd_getfd */, self, file, 0));
    cloned();
    did(syscall(428 /* open_tree */, AT_FDCWD, "/", 0));
    did(syscall(430 /* fsopen */, "tmpfs", 0));
    did(syscall(433 /* fspick */, AT_FDCWD, "/", 0));
    char queue[64];
    snprintf(queue, sizeof queue, "ringfence-%d", getpid());
    struct mq_attr sizes = {.mq_maxmsg = 1, .mq_msgsize = 8};
    did(syscall(SYS_mq_open, queue, O_CREAT | O_RDWR, 0600, &sizes));
    syscall(SYS_mq_unlink, queue);
    uint64_t handled = 1;
    did(syscall(444 /* landlock_create_ruleset */, &handled, sizeof handled, 0));
    syscall(444, 0, 0, 1 /* LANDLOCK_CREATE_RULESET_VERSION: a number, no descriptor */);
    window_close(1);

    window_open(2);
    for (int i = 0; i < 5; i++) openat(AT_FDCWD, "/etc/passwd", O_RDONLY);
    int last = open("/etc/passwd", O_RDONLY);
    syscall(436 /* close_range */, last - 4, last - 1, 0);
    syscall(436, last, last, 4 /* CLOSE_RANGE_CLOEXEC: stays open */);
    close(last);
    close(last); /* EBADF */
    close(-1);
    open("/does/not/exist", O_RDONLY);
    window_close(2);
    return made;
}
