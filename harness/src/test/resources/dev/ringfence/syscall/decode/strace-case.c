// Makes one system call, with memory as it is told and no call before it that has the same name:
//   case NUMBER A0 A1 A2 A3 A4 A5 [ADDRESS=HEX]...    all hexadecimal
// As "case i386 NUMBER ..." it makes a call that strace-i386.c lets strace see as the call of i386 with this number.
// As "case busy NUMBER ..." a child makes calls of getppid(2) meanwhile, so that strace shows the entry alone.
static long raw(long n, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long ret;
    __asm__ volatile("syscall" : "=a"(ret) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
    return ret;
}

static const char *hex(const char *s, unsigned long *v) {
    if (s[0] == '0' && s[1] == 'x') s += 2;
    for (*v = 0;; s++) {
        int d = *s >= '0' && *s <= '9' ? *s - '0' : *s >= 'a' && *s <= 'f' ? *s - 'a' + 10 : -1;
        if (d < 0) return s;
        *v = *v << 4 | d;
    }
}

__attribute__((used)) void run(long *stack) {
    long argc = stack[0];
    const char **argv = (const char **)(stack + 1);
    int busy = argc > 1 && argv[1][0] == 'b' && argv[1][1] == 'u';
    argc -= busy;
    argv += busy;
    int i386 = argc > 1 && argv[1][0] == 'i';
    argc -= i386;
    argv += i386;
    unsigned long a[7];
    // mmap with PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED
    raw(9, 0x10000000, 0x10000, 3, 0x32, -1, 0);
    for (int i = 0; i < 7; i++) hex(argv[i + 1], &a[i]);
    for (int i = 8; i < argc; i++) {
        unsigned long to, b;
        const char *s = hex(argv[i], &to) + 1;
        for (; s[0] && s[1]; s += 2) {
            char two[3] = {s[0], s[1], 0};
            hex(two, &b);
            *(unsigned char *)to++ = b;
        }
    }
    if (busy && raw(57 /* fork */, 0, 0, 0, 0, 0, 0) == 0) {
        long pause[2] = {0, 500000};
        for (int i = 0; i < 120; i++) {
            raw(35 /* nanosleep */, (long)pause, 0, 0, 0, 0, 0);
            raw(110 /* getppid */, 0, 0, 0, 0, 0, 0);
        }
        raw(231 /* exit_group */, 0, 0, 0, 0, 0, 0);
    }
    raw(i386 ? 5000 + a[0] : a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    raw(231, 0, 0, 0, 0, 0, 0);
}

__asm__(".globl _start\n_start:\n mov %rsp, %rdi\n and $-16, %rsp\n call run\n");
