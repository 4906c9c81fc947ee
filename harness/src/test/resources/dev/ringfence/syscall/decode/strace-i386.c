// Loaded into strace (LD_PRELOAD), lets it see calls from number 5000 on as calls of i386 with that much lower a number, which need not
// be made: a kernel may have no 32-bit emulation.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/audit.h>
#include <linux/ptrace.h>
#include <stdarg.h>
#include <sys/types.h>

static const unsigned long long FIRST = 5000;
static char in_call[1 << 22]; // by process, up to the largest pid_max

long ptrace(unsigned request, ...) {
    static long (*real)(unsigned, ...);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "ptrace");
    va_list list;
    va_start(list, request);
    pid_t pid = va_arg(list, pid_t);
    void *address = va_arg(list, void *);
    void *data = va_arg(list, void *);
    va_end(list);
    long result = real(request, pid, address, data);
    if (request != PTRACE_GET_SYSCALL_INFO || result <= 0) return result;
    struct ptrace_syscall_info *info = data;
    if (info->op == PTRACE_SYSCALL_INFO_ENTRY) {
        in_call[pid] = info->entry.nr >= FIRST && info->entry.nr < 2 * FIRST;
        if (in_call[pid]) info->entry.nr -= FIRST;
    }
    if (in_call[pid]) info->arch = AUDIT_ARCH_I386;
    return result;
}
