/* Windows as a worker marks them: lseek with the magic offset of MarkerCode. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int marker_fd = -1;

static void marker(int kind, int number) {
    if (marker_fd < 0) marker_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    lseek(marker_fd, ((int64_t)0x52494E47 << 32) | ((int64_t)kind << 24) | number, SEEK_SET);
}

static void window_open(int number) { marker(1, number); }
/* The recording of a real worker is waited for; here the window settles while the program goes on, so it waits itself. */
static void window_close(int number) { marker(2, number); usleep(700 * 1000); }
