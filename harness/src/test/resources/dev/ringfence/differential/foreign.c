/* Calls of i386 through int 0x80, calls of x32, unknown calls, and a filter of the program's own. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static long call32(long number, long a, long b, long c) {
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory", "r8", "r9", "r10", "r11");
    return result;
}

static int int80(void) {
    char *low = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    strcpy(low, "/etc/passwd");
    call32(20 /* getpid */, 0, 0, 0);
    long fd = call32(5 /* open */, (long)low, O_RDONLY, 0);
    call32(3 /* read */, fd, (long)low, 16);
    call32(6 /* close */, fd, 0, 0);
    call32(4 /* write */, -1, (long)low, 4);
    call32(9999, 1, 2, 3);
    getuid();
    return 0;
}

static int x32(void) {
    syscall(0x40000000 + 39);
    syscall(0x40000000 + 512, 1, 2, 3);
    return 0;
}

static int unknown(void) {
    syscall(700, 1, 2, 3, 4, 5, 6);
    syscall(-1, 1, 2, 3, 4, 5, 6);
    syscall(345, 1, 2, 3, 4, 5, 6);
    syscall(100000, 0, -1, 1L << 40);
    return 0;
}

static void on_sys(int signal) { (void)signal; }

static int filter(unsigned action, int number) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, action),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {4, code};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_LOG, &program);
}

static int seccomp(void) {
    struct sigaction action = {.sa_handler = on_sys};
    sigaction(SIGSYS, &action, 0);
    if (filter(SECCOMP_RET_ERRNO | ENOANO, SYS_getppid)) return 1;
    if (syscall(SYS_getppid) != -1 || errno != ENOANO) return 2;
    if (filter(SECCOMP_RET_TRAP | 7, SYS_getuid)) return 3;
    getuid();
    if (filter(SECCOMP_RET_TRACE | 9, SYS_getgid)) return 4;
    getgid();
    pid_t child = fork();
    if (child == 0) {
        filter(SECCOMP_RET_KILL_PROCESS, SYS_geteuid);
        geteuid();
        _exit(1);
    }
    int status;
    waitpid(child, &status, 0);
    child = fork();
    if (child == 0) {
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0);
        syscall(SYS_exit, 3);
    }
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

int main(int count, char **arguments) {
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "int80")) return int80();
    if (!strcmp(mode, "x32")) return x32();
    if (!strcmp(mode, "unknown")) return unknown();
    if (!strcmp(mode, "seccomp")) return seccomp();
    return 2;
}
