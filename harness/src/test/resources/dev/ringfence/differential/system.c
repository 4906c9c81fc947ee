/* The process's own state, time, System V and POSIX ipc, and each call with arguments that mean nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BAD ((void *)0x1230)
/* set_mempolicy_home_node, the last call of x86_64 that strace 6.1 knows. */
#define LAST 450

static void credentials(void) {
    unsigned a, b, c;
    unsigned long base;
    gid_t groups[100] = {5, 6, 7};
    getresuid(&a, &b, &c);
    syscall(SYS_getresgid, &a, &b, BAD);
    setuid(0);
    setreuid(-1, 0);
    setresuid(-1, -1, -1);
    setresgid(-1, 0, -1);
    setfsuid(0);
    setfsgid(-1);
    getgroups(0, 0);
    getgroups(100, groups);
    syscall(SYS_setgroups, 100000, groups);
    getpgid(0);
    getsid(0);
    setpgid(0, 0);
    setpgid(-1, 5);
    setsid();
    getpgrp();
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2];
    syscall(SYS_capget, &header, data);
    data[0].effective = 0x5;
    data[0].permitted = 0;
    syscall(SYS_capset, &header, data);
    header.version = 5;
    syscall(SYS_capget, &header, 0);
    syscall(SYS_capget, BAD, 0);
    prctl(PR_SET_NAME, "renamed");
    char name[16];
    prctl(PR_GET_NAME, name);
    prctl(PR_SET_PDEATHSIG, SIGUSR1);
    prctl(PR_GET_PDEATHSIG, &a);
    prctl(PR_SET_DUMPABLE, 1);
    prctl(PR_GET_DUMPABLE);
    prctl(PR_CAPBSET_READ, CAP_SYS_PTRACE, 0, 0, 0);
    prctl(PR_GET_SECCOMP);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    prctl(PR_SET_TIMERSLACK, 50000);
    prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_CHOWN, 0, 0);
    prctl(PR_SET_KEEPCAPS, 0);
    prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
    prctl(PR_SET_VMA, 0, BAD, 4096, 0);
    prctl(7777, 1, 2, 3, 4);
    syscall(SYS_arch_prctl, 0x1003, &base);
    syscall(SYS_arch_prctl, 0x7777, 5);
    syscall(SYS_personality, 0xffffffff);
}

static void limits(void) {
    struct rlimit limit;
    struct rusage usage;
    struct utsname names;
    cpu_set_t set;
    struct sched_param parameter = {0};
    for (int resource = 0; resource < 17; resource++) getrlimit(resource, &limit);
    limit.rlim_cur = 64 * 1024;
    limit.rlim_max = RLIM_INFINITY;
    setrlimit(RLIMIT_CORE, &limit);
    syscall(SYS_setrlimit, RLIMIT_NOFILE, BAD);
    syscall(SYS_getrlimit, RLIMIT_STACK, &limit);
    prlimit(0, RLIMIT_NPROC, 0, (struct rlimit *)BAD);
    getrusage(77, &usage);
    getrusage(RUSAGE_CHILDREN, &usage);
    uname(&names);
    sched_setaffinity(0, 0, &set);
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set);
    sched_getaffinity(0, sizeof set, &set);
    sched_getscheduler(0);
    sched_getparam(0, &parameter);
    sched_setscheduler(0, SCHED_BATCH, &parameter);
    sched_setscheduler(0, 77, BAD);
    sched_setparam(0, &parameter);
    sched_get_priority_max(SCHED_FIFO);
    sched_get_priority_min(SCHED_RR | 0x40);
    struct timespec quantum;
    sched_rr_get_interval(0, &quantum);
    sched_yield();
    char attributes[48];
    syscall(SYS_sched_getattr, 0, attributes, sizeof attributes, 0);
    syscall(SYS_sched_setattr, 0, attributes, 0);
    getpriority(PRIO_PROCESS, 0);
    setpriority(PRIO_USER, 77777, 5);
    syscall(SYS_ioprio_get, 1, 0);
    syscall(SYS_ioprio_set, 1, 0, 0x4004);
    unsigned cpu;
    syscall(SYS_getcpu, BAD, BAD, 0);
    (void)cpu;
    syscall(SYS_kcmp, 1, 1, 0, 1, 2);
    syscall(SYS_unshare, CLONE_NEWNS | CLONE_THREAD | 0x1);
    syscall(SYS_setns, 99, CLONE_NEWNET);
    syscall(SYS_pidfd_open, -1, 0x800);
    syscall(SYS_pidfd_send_signal, 99, SIGTERM, 0, 0);
    syscall(SYS_pidfd_getfd, 99, 1, 0);
    syscall(SYS_process_vm_readv, -1, 0, 0, 0, 0, 0);
    syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, BAD);
    syscall(SYS_bpf, 77, BAD, 10);
    syscall(SYS_perf_event_open, BAD, 0, -1, -1, 8);
    syscall(SYS_keyctl, 77, 1, 2, 3, 4);
    syscall(SYS_add_key, "user", BAD, "data", 4, -1);
    syscall(SYS_request_key, "nosuchtype", "description", 0, -2);
    syscall(SYS_io_uring_setup, 0, BAD);
    syscall(SYS_io_uring_enter, 99, 1, 2, 1, 0, 8);
    syscall(SYS_io_uring_register, 99, 77, BAD, 1);
    syscall(SYS_reboot, 1, 2, 3, 4);
    syscall(SYS_init_module, BAD, 10, "parameter");
    syscall(SYS_delete_module, "nosuchmodule", O_NONBLOCK);
    syscall(SYS_sethostname, BAD, 1000);
    syscall(SYS_syslog, 77, 0, 0);
    syscall(SYS_acct, "missing");
    syscall(SYS_getrandom, BAD, 10, 0x10);
    syscall(SYS_landlock_create_ruleset, 0, 0, 1);
    syscall(SYS_rseq, BAD, 32, 1, 5);
    syscall(SYS_set_robust_list, BAD, 5);
    syscall(SYS_get_robust_list, 77777777, BAD, BAD);
}

static void times_of_day(void) {
    struct timespec span = {0, 1000}, time = {1, 0};
    struct timeval now;
    struct itimerval interval = {{0, 0}, {1000, 5}};
    struct itimerspec spec = {{0, 0}, {1000, 7}};
    struct timex adjust = {.modes = 0x8000};
    syscall(SYS_clock_gettime, 77, &time);
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, BAD);
    syscall(SYS_clock_getres, CLOCK_REALTIME, &time);
    syscall(SYS_clock_settime, CLOCK_TAI, &time);
    syscall(SYS_gettimeofday, &now, BAD);
    syscall(SYS_time, BAD);
    syscall(SYS_settimeofday, BAD, 0);
    syscall(SYS_clock_adjtime, 77, &adjust);
    syscall(SYS_adjtimex, BAD);
    nanosleep(&span, &time);
    span.tv_nsec = -1;
    nanosleep(&span, &time);
    span.tv_nsec = 1000;
    clock_nanosleep(CLOCK_MONOTONIC, 0, &span, &time);
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &span, 0);
    syscall(SYS_nanosleep, BAD, 0);
    setitimer(ITIMER_VIRTUAL, &interval, 0);
    getitimer(ITIMER_PROF, &interval);
    setitimer(77, BAD, &interval);
    alarm(5000);
    alarm(0);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 7};
    int timer = 0;
    syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &timer);
    syscall(SYS_timer_settime, timer, 0, &spec, 0);
    syscall(SYS_timer_getoverrun, timer);
    syscall(SYS_timer_delete, timer);
    syscall(SYS_timer_delete, 99);
    event.sigev_notify = SIGEV_NONE;
    syscall(SYS_timer_create, CLOCK_REALTIME, &event, BAD);
    event.sigev_notify = 4;
    syscall(SYS_timer_create, 77, &event, &timer);
    syscall(SYS_times, BAD);
}

static int ipc(void) {
    int word = 5;
    struct timespec limit = {0, 1000};
    int memory = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    shmat(-1, 0, SHM_RDONLY);
    struct shmid_ds segment;
    shmctl(-1, IPC_STAT, &segment);
    shmdt(BAD);
    shmctl(memory, IPC_RMID, 0);
    shmget(0x1234, 10, IPC_EXCL | SHM_HUGETLB);
    int set = semget(IPC_PRIVATE, 2, 0600);
    struct sembuf operations[2] = {{0, 1, 0}, {1, -1, IPC_NOWAIT | SEM_UNDO}};
    semop(set, operations, 2);
    semtimedop(-1, operations, 2, &limit);
    semctl(set, 0, GETVAL);
    semctl(set, 0, SETVAL, 7);
    semctl(set, 0, IPC_RMID);
    int queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    struct { long type; char text[20]; } message = {3, "text of a message"};
    msgsnd(queue, &message, 18, IPC_NOWAIT);
    msgrcv(queue, &message, 18, 3, MSG_NOERROR | IPC_NOWAIT);
    msgrcv(queue, &message, 18, 3, IPC_NOWAIT);
    struct msqid_ds status;
    msgctl(-1, IPC_STAT, &status);
    msgctl(queue, IPC_RMID, 0);
    struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 16};
    mqd_t posix = mq_open("/ringfence-differential", O_CREAT | O_RDWR | O_NONBLOCK, 0600, &attributes);
    mq_send(posix, "posix", 5, 3);
    char text[16];
    unsigned priority;
    mq_receive(posix, text, 16, &priority);
    mq_getattr(posix, &attributes);
    mq_unlink("/ringfence-differential");
    syscall(SYS_futex, &word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 4, 0);
    syscall(SYS_futex, &word, FUTEX_WAIT, 5, &limit);
    syscall(SYS_futex, &word, FUTEX_WAKE, 1);
    syscall(SYS_futex, &word, FUTEX_WAKE_OP, 1, 1, &word, 0x12345678);
    syscall(SYS_futex, &word, FUTEX_CMP_REQUEUE, 1, 2, &word, 5);
    syscall(SYS_futex, &word, FUTEX_REQUEUE | FUTEX_PRIVATE_FLAG, 1, 2, &word);
    syscall(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 4, &limit, 0, 0xff);
    syscall(SYS_futex, &word, FUTEX_WAKE_BITSET, 1, 0, 0, 0);
    syscall(SYS_futex, &word, FUTEX_LOCK_PI | 0x1000, 0, &limit);
    syscall(SYS_futex, &word, 77, 1, 2, 3, 4);
    syscall(SYS_futex, BAD, FUTEX_UNLOCK_PI);
    syscall(SYS_futex_waitv, BAD, 1, 0, 0, 0);
    return 0;
}

/* Calls that do not come back, wait for ever, say other things each time, change the machine, leave something in it or clear what
   others need. */
static int is_left_out(long number) {
    static const short left_out[] = {
        SYS_exit, SYS_exit_group, SYS_fork, SYS_vfork, SYS_clone, SYS_clone3, SYS_pause, SYS_rt_sigreturn, SYS_vhangup, SYS_sync,
        SYS_kill, SYS_tkill, SYS_tgkill, SYS_reboot, SYS_rt_sigsuspend, SYS_rt_sigtimedwait, SYS_getpid, SYS_alarm, SYS_time,
        SYS_times, SYS_sysinfo, SYS_munmap, SYS_brk, SYS_set_tid_address, SYS_ptrace, SYS_umask, SYS_setsid, SYS_mlockall,
        SYS_getrandom, SYS_personality, SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_swapoff, SYS_acct, SYS_sched_yield,
        SYS_restart_syscall, SYS_getrusage, SYS_timer_create, SYS_fanotify_init, SYS_syslog, SYS_membarrier, SYS_msgget,
        SYS_semget, SYS_shmget, 335, 336,
    };
    for (unsigned i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (left_out[i] == number) return 1;
    }
    return 0;
}

static int each_call(long argument) {
    for (long number = 0; number <= LAST; number++) {
        if (is_left_out(number)) continue;
        syscall(number, argument, argument, argument, argument, argument, argument);
    }
    return 0;
}

int main(int count, char **arguments) {
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "credentials")) credentials();
    if (!strcmp(mode, "limits")) limits();
    if (!strcmp(mode, "times")) times_of_day();
    if (!strcmp(mode, "ipc")) ipc();
    if (!strcmp(mode, "each")) return each_call(strtol(arguments[2], 0, 0));
    return 0;
}
