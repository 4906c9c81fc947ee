/* Programs that are looked at from outside: what they do is known to the call. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pthread_barrier_t barrier;

static void *wait_for_all(void *unused) {
    pthread_barrier_wait(&barrier);
    return unused;
}

/* All threads are there at once before the first one ends. */
static int threads(int count) {
    pthread_t *ids = calloc(count, sizeof *ids);
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 * 1024);
    pthread_barrier_init(&barrier, 0, count + 1);
    for (int i = 0; i < count; i++)
        if (pthread_create(&ids[i], &small, wait_for_all, 0)) return 1;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < count; i++) pthread_join(ids[i], 0);
    return 5;
}

static int children(int count) {
    for (int i = 0; i < count; i++) {
        pid_t child = fork();
        if (!child) _exit(0);
        if (waitpid(child, 0, 0) != child) return 1;
    }
    return 6;
}

static int calls(int count) {
    for (int i = 0; i < count; i++) syscall(SYS_getppid);
    for (int i = 0; i < count / 2; i++) syscall(SYS_close, -1);
    return 7;
}

static void *tick(void *unused) {
    struct timespec pause = {0, 5 * 1000 * 1000};
    for (;;) nanosleep(&pause, 0);
    return unused;
}

/* Two threads that sleep and wake, and a word on standard output when they are there. */
static int run_on(void) {
    pthread_t id;
    pthread_create(&id, 0, tick, 0);
    if (write(1, "ready\n", 6) != 6) return 1;
    tick(0);
    return 0;
}

static void tell(int signal) {
    char line[] = "got 00\n";
    line[4] += signal / 10;
    line[5] += signal % 10;
    if (write(1, line, 7) != 7) _exit(3);
}

/* Outlives what ends others, and says what it got; two minutes at most. */
static int outlive(int stops) {
    int signals[] = {SIGHUP, SIGPIPE, SIGTERM, SIGCONT};
    for (int i = 0; i < 4; i++) signal(signals[i], tell);
    alarm(120);
    dprintf(1, "pid %d\n", getpid());
    if (stops) raise(SIGSTOP);
    tick(0);
    return 0;
}

static volatile sig_atomic_t asked_to_end;

static void ask_to_end(int signal) {
    asked_to_end = signal;
}

/* Children all the time, also while it is left alone: none of them may be killed. */
static int births(void) {
    signal(SIGTERM, ask_to_end);
    alarm(120);
    dprintf(1, "pid %d\n", getpid());
    for (int after = 0; after < 100; after += asked_to_end != 0) {
        int status;
        pid_t child = fork();
        if (!child) _exit(0);
        while (waitpid(child, &status, 0) != child) continue;
        if (status) dprintf(1, "a child ended with %#x\n", status);
    }
    dprintf(1, "all children are born\n");
    return 0;
}

/* Says how a command ends: Java takes a signal for a code. */
static int ends(char **command) {
    int status;
    pid_t child = fork();
    if (!child) {
        /* Who runs this in the background may ignore some. */
        int signals[] = {SIGHUP, SIGINT, SIGPIPE, SIGTERM};
        for (int i = 0; i < 4; i++) signal(signals[i], SIG_DFL);
        execvp(command[0], command);
        _exit(127);
    }
    if (waitpid(child, &status, 0) != child) return 1;
    if (WIFSIGNALED(status)) return printf("killed by %d\n", WTERMSIG(status)) < 0;
    return printf("exited with %d\n", WEXITSTATUS(status)) < 0;
}

/* The first sleep is interrupted by a stop, and goes on after it as restart_syscall. */
static int stopped_sleep(void) {
    pid_t parent = getpid();
    if (!fork()) {
        usleep(50 * 1000);
        kill(parent, SIGSTOP);
        usleep(50 * 1000);
        kill(parent, SIGCONT);
        _exit(0);
    }
    struct timespec time = {0, 300 * 1000 * 1000};
    nanosleep(&time, 0);
    wait(0);
    return 8;
}

/* Children that are killed while they make calls. */
static int killed_at_any_moment(int count) {
    for (int i = 0; i < count; i++) {
        pid_t child = fork();
        if (!child)
            for (;;) syscall(SYS_getppid);
        usleep(i * 37 % 2000);
        kill(child, SIGKILL);
        if (waitpid(child, 0, 0) != child) return 1;
    }
    return 9;
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    int count = argc > 2 ? atoi(argv[2]) : 0;
    if (!strcmp(mode, "threads")) return threads(count);
    if (!strcmp(mode, "children")) return children(count);
    if (!strcmp(mode, "calls")) return calls(count);
    if (!strcmp(mode, "run-on")) return run_on();
    if (!strcmp(mode, "outlive")) return outlive(count);
    if (!strcmp(mode, "births")) return births();
    if (!strcmp(mode, "ends")) return ends(argv + 2);
    if (!strcmp(mode, "stopped-sleep")) return stopped_sleep();
    if (!strcmp(mode, "killed-at-any-moment")) return killed_at_any_moment(count);
    if (!strcmp(mode, "exit")) return count;
    return 2;
}
