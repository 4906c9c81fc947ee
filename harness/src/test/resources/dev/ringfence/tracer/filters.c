/* One call of each kind that filters tell apart. Everything happens in the current directory, which has a file "here". */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Descriptors of a number that nothing else here has. */
static int descriptors(void) {
    int fd = open("here", O_RDONLY);
    if (dup2(fd, 41) != 41) return 1;
    struct pollfd polled[] = {{-1, POLLIN, 0}, {41, POLLIN, 0}};
    poll(polled, 2, 0);
    polled[1].fd = -1;
    poll(polled, 2, 0);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(41, &set);
    struct timeval none = {0, 0};
    syscall(SYS_select, 42, &set, 0, 0, &none);
    syscall(SYS_select, 41, &set, 0, 0, &none);
    syscall(SYS_close_range, 42, ~0U, 0);
    syscall(SYS_close_range, 40, 50, 0);
    return 3;
}

/* The same file by every way to name it. */
static int paths(const char *directory) {
    char absolute[4096];
    strcpy(absolute, directory);
    strcat(absolute, "/here");
    int dir = open(".", O_RDONLY | O_DIRECTORY);
    int fd = syscall(SYS_openat, AT_FDCWD, "here", O_RDONLY);
    char buffer[8];
    if (read(fd, buffer, 1) < 0) return 1;
    syscall(SYS_openat, dir, "./../here", O_RDONLY);
    syscall(SYS_openat, dir, "sub/../here", O_RDONLY);
    syscall(SYS_access, absolute, F_OK);
    if (chdir("/")) return 1;
    syscall(SYS_openat, AT_FDCWD, "here", O_RDONLY);
    syscall(SYS_openat, dir, "here", O_RDONLY);
    return 4;
}

static void *work(void *name) {
    pthread_setname_np(pthread_self(), name);
    syscall(SYS_getpgid, 0);
    pthread_setname_np(pthread_self(), "renamed");
    syscall(SYS_getsid, 0);
    return 0;
}

static int threads(void) {
    char *names[] = {"worker-1", "worker-2"};
    for (int i = 0; i < 2; i++) {
        pthread_t id;
        pthread_create(&id, 0, work, names[i]);
        pthread_join(id, 0);
    }
    syscall(SYS_getpgid, 0);
    return 5;
}

/* A child that is this program until it executes another one. */
static int programs(char *other) {
    syscall(SYS_getpgid, 0);
    pid_t child = fork();
    if (!child) {
        syscall(SYS_getsid, 0);
        execl(other, other, "run", (char *)0);
        _exit(1);
    }
    return waitpid(child, 0, 0) == child ? 6 : 1;
}

static int errors(void) {
    open("nowhere", O_RDONLY);
    syscall(SYS_close, -1);
    syscall(SYS_close, 4000);
    return mkdir("here", 0777) ? 7 : 1;
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    if (!strcmp(mode, "descriptors")) return descriptors();
    if (!strcmp(mode, "paths")) return paths(argv[2]);
    if (!strcmp(mode, "threads")) return threads();
    if (!strcmp(mode, "programs")) return programs(argv[2]);
    if (!strcmp(mode, "errors")) return errors();
    if (!strcmp(mode, "run")) syscall(SYS_getpgid, 0);
    return 0;
}
