/*
 * Makes every system call from 0 to 599 through one of the tables of an x86_64 kernel (argument "x86_64", "x32" or
 * "i386"), so that strace shows what it knows of each: its name, and the categories of `-e trace=%category` it is in.
 *
 * Nothing happens: a seccomp filter answers ENOSYS to each call whose first argument is -1, as it is here. A tracer sees
 * the entry of a call before the filter does (seccomp(2): since Linux 4.8). uretprobe and uprobe of x86_64 are left out,
 * because the kernel lets no filter refuse them.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>

#define LAST 599
#define X32_BIT 0x40000000
#define URETPROBE 335
#define UPROBE 336

static long through_syscall(long number)
{
    register long r10 asm("r10") = 0, r8 asm("r8") = 0, r9 asm("r9") = 0;
    long result;
    asm volatile("syscall"
                 : "=a"(result)
                 : "a"(number), "D"(-1L), "S"(0L), "d"(0L), "r"(r10), "r"(r8), "r"(r9)
                 : "rcx", "r11", "memory");
    return result;
}

static long through_int_0x80(long number)
{
    long result;
    asm volatile("push %%rbp; xor %%ebp, %%ebp; int $0x80; pop %%rbp"
                 : "=a"(result)
                 : "a"(number), "b"(-1L), "c"(0L), "d"(0L), "S"(0L), "D"(0L)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
}

int main(int count, char **arguments)
{
    struct sock_filter refuse[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0xffffffff, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(refuse) / sizeof(refuse[0]), refuse};
    if (count != 2 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        return 2;
    int i386 = strcmp(arguments[1], "i386") == 0;
    int x32 = strcmp(arguments[1], "x32") == 0;
    for (long number = 0; number <= LAST; number++) {
        if (!i386 && !x32 && (number == URETPROBE || number == UPROBE))
            continue;
        long result = i386 ? through_int_0x80(number) : through_syscall(x32 ? number | X32_BIT : number);
        if (result != -ENOSYS)
            return 1;
    }
    return 0;
}
