/*
 * The least that a tracer of every call can do: count them, in a loop that follows the core of the tracee it serves.
 * bare-loop COMMAND...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLLOW_EVERY 64

static long calls;

/* proc_pid_stat(5), field 39. */
static int core_of(pid_t tid) {
    char name[64], text[1024];
    snprintf(name, sizeof name, "/proc/%d/stat", tid);
    int fd = open(name, O_RDONLY);
    if (fd < 0) return -1;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) return -1;
    text[length] = 0;
    char *at = strrchr(text, ')');
    for (int field = 2; at && field < 39; field++) at = strchr(at + 1, ' ');
    return at ? atoi(at + 1) : -1;
}

static void follow(pid_t tid) {
    static int here = -1;
    static int stops;
    if (stops++ % FOLLOW_EVERY) return;
    int core = core_of(tid);
    if (core < 0 || core == here) return;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (!sched_setaffinity(0, sizeof set, &set)) here = core;
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    pid_t child = fork();
    if (child == 0) {
        raise(SIGSTOP);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    int status;
    waitpid(child, &status, WUNTRACED);
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE
        | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SEIZE, child, 0, options)) return 1;
    kill(child, SIGCONT);
    int code = 1;
    for (;;) {
        pid_t tid = waitpid(-1, &status, __WALL);
        if (tid < 0) {
            if (errno == EINTR) continue;
            break;
        }
        if (!WIFSTOPPED(status)) {
            if (tid == child) code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
            continue;
        }
        int signal = WSTOPSIG(status);
        int event = status >> 16;
        if (signal == (SIGTRAP | 0x80)) {
            unsigned char info[88]; /* struct ptrace_syscall_info, whose first byte tells the kind of the stop */
            if (ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof info, info) > 0 && info[0] == PTRACE_SYSCALL_INFO_ENTRY)
                calls++;
            follow(tid);
            signal = 0;
        } else if (event == PTRACE_EVENT_STOP) {
            if (signal != SIGTRAP) {
                ptrace(PTRACE_LISTEN, tid, 0, 0);
                continue;
            }
            signal = 0;
        } else if (event) {
            signal = 0;
        }
        ptrace(PTRACE_SYSCALL, tid, 0, (long) signal);
    }
    fprintf(stderr, "%ld calls\n", calls);
    return code;
}
