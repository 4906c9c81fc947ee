/* A thread that waits in recvmsg while the window ends, and one that has waited there since before it began. */
#include "marker.h"
#include <pthread.h>
#include <sys/socket.h>

static int ends[2][2];
static volatile int tids[2];

/* Waits until the thread sleeps: it has nothing else to sleep in than recvmsg. */
static void await_sleep(int which) {
    char path[64], text[256];
    while (1) {
        usleep(1000);
        if (tids[which] == 0) continue;
        snprintf(path, sizeof path, "/proc/self/task/%d/stat", tids[which]);
        FILE *stat = fopen(path, "r");
        if (!stat) continue;
        char *end = fgets(text, sizeof text, stat) ? strrchr(text, ')') : 0;
        fclose(stat);
        if (end && end[2] == 'S') return;
    }
}

static void *receive_here(void *which) {
    tids[(long)which] = syscall(SYS_gettid);
    char byte;
    struct iovec part = {&byte, 1};
    struct msghdr message = {0};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    recvmsg(ends[(long)which][0], &message, 0);
    return 0;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends[i]) != 0) return 1;
    pthread_create(&threads[0], 0, receive_here, (void *)0L);
    await_sleep(0);
    window_open(1);
    pthread_create(&threads[1], 0, receive_here, (void *)1L);
    await_sleep(1);
    usleep(100 * 1000);
    window_close(1);
    for (int i = 0; i < 2; i++) {
        write(ends[i][1], "x", 1);
        pthread_join(threads[i], 0);
    }
    return ends[1][0];
}
