/* Work for tracers: workloads NAME COUNT. Prints nothing; exits with 0. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int pair[2];

static void small_calls(long count) {
    for (long i = 0; i < count; i++) syscall(SYS_getppid);
}

static void open_read_close(long count) {
    char byte;
    for (long i = 0; i < count; i++) {
        int fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
        if (fd < 0 || read(fd, &byte, 1) != 1) exit(1);
        close(fd);
    }
}

static void *echo(void *ignored) {
    char byte;
    while (read(pair[1], &byte, 1) == 1)
        if (write(pair[1], &byte, 1) != 1) exit(1);
    return ignored;
}

static void socket_echo(long count) {
    pthread_t thread;
    char byte = 'x';
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) exit(1);
    if (pthread_create(&thread, NULL, echo, NULL)) exit(1);
    for (long i = 0; i < count; i++)
        if (write(pair[0], &byte, 1) != 1 || read(pair[0], &byte, 1) != 1) exit(1);
    close(pair[0]);
    pthread_join(thread, NULL);
}

static void processor(long count) {
    volatile double sum = 0;
    for (long i = 0; i < count * 1000; i++) sum += 1.0 / (double) (i + 1);
}

static void children(long count) {
    for (long i = 0; i < count; i++) {
        pid_t child = fork();
        if (child == 0) _exit(0);
        if (child < 0 || waitpid(child, NULL, 0) != child) exit(1);
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    long count = atol(argv[2]);
    if (!strcmp(argv[1], "small-calls")) small_calls(count);
    else if (!strcmp(argv[1], "open-read-close")) open_read_close(count);
    else if (!strcmp(argv[1], "socket-echo")) socket_echo(count);
    else if (!strcmp(argv[1], "processor")) processor(count);
    else if (!strcmp(argv[1], "children")) children(count);
    else return 2;
    return 0;
}
