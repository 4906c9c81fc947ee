/* Changes in its second window what /proc says of a process; the first window changes nothing. */
#include "marker.h"
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <pthread.h>

static void handler(int signal) { (void)signal; }

static void *wait_on(void *nothing) {
    (void)nothing;
    pause();
    return 0;
}

int main(int argc, char **argv) {
    if (argc < 2) return 1;
    window_open(1);
    window_close(1);
    window_open(2);
    struct rlimit limit = {12, 34};
    if (chdir("/tmp") || setrlimit(RLIMIT_NOFILE, &limit)) return 2;
    umask(0);
    signal(SIGUSR2, handler);
    signal(SIGPIPE, SIG_IGN);
    int fd = open(argv[1], O_RDWR | O_CREAT, 0600);
    if (fd < 0 || ftruncate(fd, 8192) || mmap(0, 8192, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED) return 3;
    char bytes[5000] = {0};
    if (write(fd, bytes, sizeof bytes) != sizeof bytes) return 4;
    close(fd);
    pthread_t thread;
    if (pthread_create(&thread, 0, wait_on, 0)) return 5;
    if (fork() == 0) _exit(0);
    window_close(2);
    return 0;
}
