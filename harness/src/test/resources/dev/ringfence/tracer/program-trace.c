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
    if (!strcmp(mode, "stopped-sleep")) return stopped_sleep();
    if (!strcmp(mode, "killed-at-any-moment")) return killed_at_any_moment(count);
    if (!strcmp(mode, "exit")) return count;
    return 2;
}
