/* Signals: actions, masks, what interrupts and what is restarted. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void on_signal(int signal) { seen = signal; }

static void on_info(int signal, siginfo_t *info, void *context) {
    (void)info;
    (void)context;
    seen = signal;
}

static void in_a_moment(void) {
    struct itimerval soon = {{0, 0}, {0, 100 * 1000}};
    setitimer(ITIMER_REAL, &soon, 0);
}

static void handle(int signal, int flags) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};
    sigaction(signal, &action, 0);
}

static int actions(void) {
    struct sigaction action = {.sa_sigaction = on_info, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESETHAND};
    sigfillset(&action.sa_mask);
    sigaction(SIGUSR1, &action, 0);
    sigdelset(&action.sa_mask, SIGINT);
    action.sa_flags = SA_NOCLDSTOP | SA_NOCLDWAIT | (int)0x00000040;
    sigaction(SIGCHLD, &action, &action);
    action.sa_handler = SIG_IGN;
    sigaction(SIGRTMIN + 5, &action, 0);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGRTMAX);
    sigaction(SIGRTMAX, &action, 0);
    sigaction(SIGKILL, &action, 0);
    syscall(SYS_rt_sigaction, SIGHUP, 0, 0, 8);
    syscall(SYS_rt_sigaction, SIGHUP, 8, 16, 8);
    syscall(SYS_rt_sigaction, 99, 0, 0, 4);
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, &old);
    sigprocmask(SIG_UNBLOCK, &set, &old);
    sigprocmask(SIG_SETMASK, 0, &old);
    syscall(SYS_rt_sigprocmask, 77, &set, &old, 8);
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, 1, 2, 8);
    syscall(SYS_rt_sigpending, &set, 8);
    stack_t stack = {.ss_sp = malloc(SIGSTKSZ), .ss_size = 16384};
    sigaltstack(&stack, 0);
    sigaltstack(0, &stack);
    stack.ss_flags = SS_DISABLE;
    sigaltstack(&stack, &stack);
    sigaltstack((stack_t *)8, 0);
    return 0;
}

static int deliveries(void) {
    struct sigaction action = {.sa_sigaction = on_info, .sa_flags = SA_SIGINFO};
    for (int signal = 1; signal < 64; signal++) {
        if (signal == SIGKILL || signal == SIGSTOP || signal == 32 || signal == 33) continue;
        sigaction(signal, &action, 0);
        raise(signal);
    }
    kill(getpid(), SIGUSR1);
    syscall(SYS_tkill, getpid(), SIGUSR2);
    union sigval value = {.sival_ptr = (void *)0x1234};
    sigqueue(getpid(), SIGRTMIN + 1, value);
    value.sival_int = -7;
    sigqueue(getpid(), SIGUSR1, value);
    siginfo_t info;
    memset(&info, 0, sizeof info);
    info.si_code = -60;
    syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), SIGUSR1, &info);
    info.si_code = SI_MESGQ;
    syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, &info);
    kill(getpid(), 0);
    kill(-1000000, SIGTERM);
    kill(getpid(), 200);
    return 0;
}

static int waits(void) {
    sigset_t set;
    siginfo_t info;
    struct timespec none = {0, 0};
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, 0);
    sigtimedwait(&set, &info, &none);
    raise(SIGUSR1);
    sigpending(&set);
    sigtimedwait(&set, &info, &none);
    in_a_moment();
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    sigwaitinfo(&set, &info);
    int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    raise(SIGALRM);
    struct signalfd_siginfo got;
    (void)!read(fd, &got, 0);
    sigemptyset(&set);
    handle(SIGALRM, 0);
    sigsuspend(&set);
    return 0;
}

static int restarts(int flags) {
    handle(SIGALRM, flags);
    int pair[2];
    char byte = 0;
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    struct timeval limit = {0, 300 * 1000};
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    in_a_moment();
    recv(pair[0], &byte, 1, 0);
    struct pollfd polled = {pair[0], POLLIN, 0};
    in_a_moment();
    poll(&polled, 1, 200);
    in_a_moment();
    fd_set set;
    FD_ZERO(&set);
    FD_SET(pair[0], &set);
    limit.tv_usec = 200 * 1000;
    select(pair[0] + 1, &set, 0, 0, &limit);
    int epoll = epoll_create1(0);
    in_a_moment();
    struct epoll_event event;
    epoll_wait(epoll, &event, 1, 200);
    int pipes[2];
    if (pipe(pipes)) return 1;
    pid_t child = fork();
    if (child == 0) {
        usleep(250 * 1000);
        _exit(write(pipes[1], "x", 1) == 1 ? 0 : 1);
    }
    in_a_moment();
    if (read(pipes[0], &byte, 1) < 0 && errno == EINTR) byte = 'i';
    waitpid(child, 0, 0);
    child = fork();
    if (child == 0) {
        usleep(250 * 1000);
        _exit(3);
    }
    in_a_moment();
    int status;
    while (waitpid(child, &status, 0) < 0) {}
    in_a_moment();
    pause();
    return byte;
}

static int stopped_in_a_call(void) {
    struct sigaction no_stops = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP};
    sigaction(SIGCHLD, &no_stops, 0);
    int pipes[2];
    if (pipe(pipes)) return 1;
    pid_t child = fork();
    if (child == 0) {
        char byte;
        struct timespec span = {0, 600 * 1000 * 1000};
        nanosleep(&span, &span);
        _exit(read(pipes[0], &byte, 1) == 1 ? 4 : 5);
    }
    usleep(200 * 1000);
    int status;
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGCONT);
    usleep(900 * 1000);
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGCONT);
    usleep(200 * 1000);
    if (write(pipes[1], "x", 1) != 1) return 1;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static int nested(void) {
    handle(SIGUSR2, SA_RESTART);
    handle(SIGSEGV, SA_RESETHAND);
    raise(SIGUSR2);
    raise(SIGSEGV);
    pid_t child = fork();
    if (child == 0) {
        char *page = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        page[1] = 1;
    }
    int status;
    waitpid(child, &status, 0);
    child = fork();
    if (child == 0) {
        volatile int zero = 0;
        _exit(1 / zero);
    }
    waitpid(child, &status, 0);
    return WTERMSIG(status);
}

int main(int count, char **arguments) {
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "actions")) return actions();
    if (!strcmp(mode, "deliveries")) return deliveries();
    if (!strcmp(mode, "waits")) return waits();
    if (!strcmp(mode, "restarted")) return restarts(SA_RESTART);
    if (!strcmp(mode, "interrupted")) return restarts(0);
    if (!strcmp(mode, "stopped")) return stopped_in_a_call();
    if (!strcmp(mode, "nested")) return nested();
    return 2;
}
