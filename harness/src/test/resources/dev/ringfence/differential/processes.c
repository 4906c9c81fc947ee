/* Births, deaths and stops, one way each mode. What decides the order is waited for, so that two runs are the same. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *self;

static void wait_for_all(void) {
    int status;
    while (waitpid(-1, &status, 0) > 0) {}
}

static void *pause_here(void *unused) {
    (void)unused;
    for (;;) pause();
    return 0;
}

static void *exec_here(void *unused) {
    (void)unused;
    usleep(100 * 1000);
    execl(self, self, "exit", "41", (char *)0);
    return 0;
}

static void *exit_later(void *unused) {
    (void)unused;
    usleep(100 * 1000);
    syscall(SYS_exit_group, 42);
    return 0;
}

static void *read_one(void *pipe) {
    char byte;
    if (read(*(int *)pipe, &byte, 1) != 1) abort();
    return 0;
}

static int vforks(void) {
    if (vfork() == 0) _exit(7);
    wait_for_all();
    if (vfork() == 0) {
        execl(self, self, "exit", "8", (char *)0);
        _exit(1);
    }
    wait_for_all();
    if (vfork() == 0) {
        execl("/nonexistent", "x", (char *)0);
        _exit(9);
    }
    wait_for_all();
    return 0;
}

static int exec_from_thread(void) {
    pthread_t thread;
    pthread_create(&thread, 0, pause_here, 0);
    pthread_create(&thread, 0, exec_here, 0);
    pause_here(0);
    return 1;
}

static int leader_exits_first(void) {
    pthread_t thread;
    pthread_create(&thread, 0, exit_later, 0);
    syscall(SYS_exit, 5);
    return 1;
}

/* A parent that waits for stops needs no signals of them, which would interrupt it or not. */
static void tell_no_stops(void) {
    struct sigaction action = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP};
    sigaction(SIGCHLD, &action, 0);
}

static int group_stop(void) {
    tell_no_stops();
    pid_t child = fork();
    if (child == 0) {
        raise(SIGSTOP);
        raise(SIGTSTP);
        raise(SIGTTIN);
        _exit(43);
    }
    int status, stops = 0;
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
        stops++;
        kill(child, SIGCONT);
        waitpid(child, &status, WCONTINUED);
    }
    return stops == 3 ? WEXITSTATUS(status) : 1;
}

static int group_stop_of_threads(void) {
    tell_no_stops();
    pid_t child = fork();
    if (child == 0) {
        pthread_t thread;
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGCONT);
        sigprocmask(SIG_BLOCK, &set, 0);
        pthread_create(&thread, 0, pause_here, 0);
        sigprocmask(SIG_UNBLOCK, &set, 0);
        usleep(100 * 1000);
        raise(SIGSTOP);
        usleep(100 * 1000);
        _exit(44);
    }
    int status;
    waitpid(child, &status, WUNTRACED);
    usleep(100 * 1000);
    kill(child, SIGCONT);
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static int threads(int count) {
    static pthread_t thread[2000];
    int pipes[2];
    if (pipe(pipes)) return 1;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 * 1024);
    for (int i = 0; i < count; i++) pthread_create(&thread[i], &small, read_one, &pipes[0]);
    for (int i = 0; i < count; i++) {
        if (write(pipes[1], "x", 1) != 1) return 1;
    }
    for (int i = 0; i < count; i++) pthread_join(thread[i], 0);
    return 46;
}

static int fork_tree(int depth) {
    char next[16];
    if (depth == 0) return 45;
    for (int i = 0; i < (depth > 4 ? 2 : 1); i++) {
        pid_t child = depth % 2 ? fork() : vfork();
        if (child == 0) {
            snprintf(next, sizeof next, "%d", depth - 1);
            execl(self, self, "tree", next, (char *)0);
            _exit(1);
        }
        int status;
        waitpid(child, &status, 0);
    }
    return 45;
}

static int clones(void) {
    int pidfd = -1, tid = 0;
    long child = syscall(SYS_clone, CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD, 0, &tid, &tid, 0);
    if (child == 0) _exit(1);
    wait_for_all();
    child = syscall(SYS_clone, CLONE_PIDFD | SIGWINCH, 0, &pidfd, 0, 0);
    if (child == 0) _exit(2);
    waitpid((pid_t)child, 0, __WALL);
    struct clone_args args = {.flags = CLONE_PIDFD | CLONE_FS | CLONE_FILES, .exit_signal = SIGCHLD,
                              .pidfd = (unsigned long)&pidfd};
    child = syscall(SYS_clone3, &args, sizeof args);
    if (child == 0) _exit(3);
    siginfo_t info;
    waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | WNOWAIT);
    waitid(P_PID, (id_t)child, &info, WEXITED);
    syscall(SYS_clone3, 0, 64);
    syscall(SYS_clone3, &args, 8);
    args.flags = CLONE_THREAD;
    syscall(SYS_clone3, &args, sizeof args);
    syscall(SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0);
    return 0;
}

static void die(int how) {
    if (how == 0) _exit(255);
    if (how == 1) raise(SIGKILL);
    if (how == 2) raise(SIGTERM);
    if (how == 3) *(volatile int *)16 = 1;
    if (how == 4) __asm__ volatile("ud2");
    if (how == 5) syscall(SYS_exit, 77);
    if (how == 6) kill(getpid(), SIGRTMIN + 3);
    if (how == 7) __asm__ volatile("int3");
}

static int deaths(void) {
    for (int how = 0; how < 8; how++) {
        pid_t child = fork();
        if (child == 0) {
            die(how);
            _exit(99);
        }
        int status;
        waitpid(child, &status, 0);
    }
    return 0;
}

static int orphan(void) {
    int pipes[2];
    char byte;
    if (pipe(pipes)) return 1;
    pid_t child = fork();
    if (child == 0) {
        if (fork() == 0) {
            close(pipes[1]);
            /* Ends when the parent has ended. */
            if (read(pipes[0], &byte, 1) != 0) _exit(1);
            _exit(2);
        }
        _exit(0);
    }
    waitpid(child, 0, 0);
    return 0;
}

static int own_ptrace(void) {
    long refused = ptrace(PTRACE_TRACEME, 0, 0, 0);
    ptrace(PTRACE_PEEKUSER, getpid(), 0, 0);
    ptrace(PTRACE_SEIZE, 1, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | 0x4000000);
    return refused == -1 && errno ? 48 : 1;
}

static int execs(void) {
    char *none[] = {0};
    char *odd[] = {"", "two words", "quote\"d\n", "\377\001", (char *)0};
    char *many[40];
    for (int i = 0; i < 39; i++) many[i] = "argument";
    many[39] = 0;
    execve("/nonexistent", none, none);
    execve("/nonexistent", odd, odd);
    execve("/nonexistent", many, many);
    execve("/nonexistent", 0, 0);
    execve("/nonexistent", (char **)1, (char **)2);
    execve((char *)8, none, none);
    execve("/etc/passwd", odd, 0);
    char *bad[] = {"good", (char *)16, 0};
    execve("/nonexistent", bad, bad);
    syscall(SYS_execveat, AT_FDCWD, "nothing", odd, none, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | 1);
    char *last[] = {self, "exit", "50", 0};
    syscall(SYS_execveat, open(self, O_PATH), "", last, none, AT_EMPTY_PATH);
    return 1;
}

int main(int count, char **arguments) {
    self = arguments[0];
    const char *mode = count > 1 ? arguments[1] : "";
    int number = count > 2 ? atoi(arguments[2]) : 0;
    if (!strcmp(mode, "exit")) return number;
    if (!strcmp(mode, "vfork")) return vforks();
    if (!strcmp(mode, "exec-from-thread")) return exec_from_thread();
    if (!strcmp(mode, "leader-exits-first")) return leader_exits_first();
    if (!strcmp(mode, "group-stop")) return group_stop();
    if (!strcmp(mode, "group-stop-of-threads")) return group_stop_of_threads();
    if (!strcmp(mode, "threads")) return threads(number);
    if (!strcmp(mode, "tree")) return fork_tree(number);
    if (!strcmp(mode, "clones")) return clones();
    if (!strcmp(mode, "deaths")) return deaths();
    if (!strcmp(mode, "orphan")) return orphan();
    if (!strcmp(mode, "own-ptrace")) return own_ptrace();
    if (!strcmp(mode, "execs")) return execs();
    return 2;
}
