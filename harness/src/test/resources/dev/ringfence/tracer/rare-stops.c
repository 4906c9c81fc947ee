/* One rare case of ptrace a mode; each ends with its own exit status if the program was left to run as it does alone. */
#include "marker.h"
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

static char *self;
static volatile sig_atomic_t alarms;

static void on_alarm(int signal) {
    (void)signal;
    alarms++;
}

static void *exec_here(void *unused) {
    (void)unused;
    execl("/bin/sh", "sh", "-c", "exit 41", (char *)0);
    return 0;
}

static void *sleep_here(void *unused) {
    (void)unused;
    pause();
    return 0;
}

static void *exit_later(void *unused) {
    (void)unused;
    usleep(50 * 1000);
    window_open(1);
    open("/etc/passwd", O_RDONLY);
    window_close(1);
    exit(42);
}

static void *open_close(void *count) {
    for (long i = 0; i < (long)count; i++) close(open("/etc/passwd", O_RDONLY));
    return 0;
}

static int exec_from_thread(void) {
    pthread_t thread;
    pthread_create(&thread, 0, sleep_here, 0);
    pthread_create(&thread, 0, exec_here, 0);
    pause();
    return 1;
}

static int leader_exits_first(void) {
    pthread_t thread;
    pthread_create(&thread, 0, exit_later, 0);
    pthread_exit(0);
}

static int group_stop(void) {
    pid_t child = fork();
    if (child == 0) {
        for (int i = 0; i < 3; i++) raise(SIGSTOP);
        _exit(43);
    }
    int status, stops = 0;
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
        stops++;
        kill(child, SIGCONT);
    }
    return stops == 3 ? WEXITSTATUS(status) : 1;
}

static int restarted_call(void) {
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, 0);
    int pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    window_open(1);
    struct itimerspec soon = {{0, 0}, {0, 50 * 1000 * 1000}};
    timer_t timer;
    timer_create(CLOCK_MONOTONIC, 0, &timer);
    timer_settime(timer, 0, &soon, 0);
    pid_t child = fork();
    if (child == 0) {
        usleep(200 * 1000);
        int fd = open("/etc/passwd", O_RDONLY);
        char data = 'x', control[CMSG_SPACE(sizeof(int))] = {0};
        struct iovec iov = {&data, 1};
        struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
        struct cmsghdr *h = CMSG_FIRSTHDR(&m);
        h->cmsg_level = SOL_SOCKET;
        h->cmsg_type = SCM_RIGHTS;
        h->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(h), &fd, sizeof fd);
        sendmsg(pair[1], &m, 0);
        _exit(0);
    }
    char data, control[CMSG_SPACE(sizeof(int))];
    struct iovec iov = {&data, 1};
    struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    int got = (int)recvmsg(pair[0], &m, 0);
    waitpid(child, 0, 0);
    window_close(1);
    return got == 1 && alarms == 1 ? 44 : 1;
}

static int interrupted_call(void) {
    struct sigaction action = {.sa_handler = on_alarm}; /* without SA_RESTART */
    sigaction(SIGALRM, &action, 0);
    int pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    window_open(1);
    struct itimerspec soon = {{0, 0}, {0, 50 * 1000 * 1000}};
    timer_t timer;
    timer_create(CLOCK_MONOTONIC, 0, &timer);
    timer_settime(timer, 0, &soon, 0);
    char data;
    struct iovec iov = {&data, 1};
    struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1};
    int got = (int)recvmsg(pair[0], &m, 0);
    int error = errno;
    window_close(1);
    return got == -1 && error == EINTR ? 51 : 1;
}

static int fork_tree(int depth) {
    if (depth == 0) return 45;
    pid_t child = depth % 2 ? fork() : vfork();
    if (child == 0) {
        char next[8];
        snprintf(next, sizeof next, "tree%d", depth - 1);
        execl(self, self, next, (char *)0);
        _exit(1);
    }
    int status;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static int many_threads(void) {
    enum { THREADS = 200 };
    pthread_t threads[THREADS];
    window_open(1);
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, open_close, (void *)25);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
    window_close(1);
    return 46;
}

static int segfault_handled(void) {
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESETHAND};
    sigaction(SIGSEGV, &action, 0);
    raise(SIGSEGV);
    return alarms == 1 ? 47 : 1;
}

static int own_ptrace_fails(void) {
    errno = 0;
    return ptrace(PTRACE_TRACEME, 0, 0, 0) == -1 && errno == EPERM ? 48 : 1;
}

/* open(2) of i386 is 5; with an address above 4 GiB it fails, but it is a call of another table all the same. */
static int foreign_call(void) {
    window_open(1);
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20 /* getpid */) : "memory");
    window_close(1);
    return result == getpid() ? 49 : 50;
}

int main(int count, char **arguments) {
    self = arguments[0];
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "exec-from-thread")) return exec_from_thread();
    if (!strcmp(mode, "leader-exits-first")) return leader_exits_first();
    if (!strcmp(mode, "group-stop")) return group_stop();
    if (!strcmp(mode, "restarted-call")) return restarted_call();
    if (!strcmp(mode, "interrupted-call")) return interrupted_call();
    if (!strncmp(mode, "tree", 4)) return fork_tree(atoi(mode + 4));
    if (!strcmp(mode, "many-threads")) return many_threads();
    if (!strcmp(mode, "segfault-handled")) return segfault_handled();
    if (!strcmp(mode, "own-ptrace")) return own_ptrace_fails();
    if (!strcmp(mode, "foreign-call")) return foreign_call();
    if (!strcmp(mode, "killed")) return raise(SIGKILL);
    return 2;
}
