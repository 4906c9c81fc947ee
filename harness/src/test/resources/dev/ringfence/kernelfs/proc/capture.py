"""Makes the files of one linux-VERSION directory: sets up one thing of each kind, and copies what /proc says of it, verbatim.

Run by capture.sh, as root, with a directory to write to, in a mount, network and process namespace of its own or in a machine of its own:

    capture.py DIRECTORY [whole]

"whole" also captures what belongs to a whole machine: its control groups, its kernel's command line and version, kernel threads.
What cannot be read is written into absent.txt with its error.
"""
import ctypes, errno, os, resource, signal, socket, struct, subprocess, sys, tempfile, threading, time

out = sys.argv[1]
whole = sys.argv[2:] == ["whole"]
libc = ctypes.CDLL(None, use_errno=True)
absent = []


def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def write(name, data):
    target = os.path.join(out, name)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(data)


def save(name, path):
    """Reads as the kernel hands it out: files of /proc/sys answer one read only."""
    data = b""
    try:
        fd = os.open(path, os.O_RDONLY)
        try:
            while piece := os.read(fd, 1 << 20):
                data += piece
        finally:
            os.close(fd)
    except OSError as e:
        absent.append("%s %s" % (name, errno.errorcode[e.errno]))
        return
    write(name, data)


def save_links(name, directory, names):
    """Writes NAME, a line feed, the text of the link, a zero byte, for each link."""
    text = b""
    for link in names:
        try:
            text += os.fsencode(link) + b"\n" + os.readlink(os.fsencode(os.path.join(directory, link))) + b"\0"
        except OSError as e:
            absent.append("%s/%s %s" % (name, link, errno.errorcode[e.errno]))
    write(name, text)


def mount(source, target, kind, options=None):
    os.makedirs(target, exist_ok=True)
    call("mount", source.encode(), os.fsencode(target), kind.encode(), 0, options and options.encode())


def wait_until(what, condition):
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            sys.exit("waited in vain: " + what)
        time.sleep(0.01)


# --- Descriptors ---
file = tempfile.TemporaryFile()
file.write(b"0123456789abc")
file.flush()
event = os.eventfd(0x1F)
timer = libc.timerfd_create(1, 0)
inotify = libc.inotify_init1(0)
libc.inotify_add_watch(inotify, b"/tmp", 2)
libc.inotify_add_watch(inotify, b"/usr", 2)
pidfd = os.pidfd_open(os.getpid())
reader, writer = os.pipe()
epoll = libc.epoll_create1(0)
for fd in (writer, event):
    libc.epoll_ctl(epoll, 1, fd, struct.pack("<IQ", 4, fd))
child = os.fork()
if child == 0:
    os._exit(0)
ended = os.pidfd_open(child)
os.waitpid(child, 0)
signals = ctypes.c_uint64(1 << (signal.SIGUSR2 - 1))
signalfd = libc.signalfd(-1, ctypes.byref(signals), 0)
for name, fd in {
    "file": file.fileno(), "eventfd": event, "timerfd": timer, "inotify": inotify, "pidfd": pidfd, "signalfd": signalfd,
    "pidfd-of-ended": ended, "pipe-read": reader, "pipe-write": writer, "eventpoll": epoll,
}.items():
    save("fdinfo/" + name, "/proc/self/fdinfo/%d" % fd)

# --- Sockets ---
server = socket.create_server(("127.0.0.1", 8080))
client = socket.socket()
client.bind(("127.0.0.2", 51324))
client.connect(("127.0.0.1", 8080))
accepted = server.accept()[0]
client.send(b"1234567")
client.shutdown(socket.SHUT_WR)
six = socket.create_server(("::1", 4433), family=socket.AF_INET6)
mapped = socket.socket(socket.AF_INET6)
mapped.connect(("::ffff:127.0.0.1", 8080))
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.3", 53))
udp.connect(("127.0.0.1", 5353))
udp6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
udp6.bind(("::", 546))
path = "/tmp/ring fence  capture.sock"
if os.path.exists(path):
    os.unlink(path)
named = socket.socket(socket.AF_UNIX)
named.bind(path)
named.listen()
abstract = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
abstract.bind("\0ringfence")
pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
connecting = socket.socket(socket.AF_UNIX)
connecting.connect(path)
netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
netlink.bind((4711, 0x11))
for table in ("tcp", "tcp6", "udp", "udp6", "unix", "netlink", "dev", "snmp", "snmp6", "netstat", "sockstat"):
    save("net/" + table, "/proc/self/net/" + table)
os.unlink(path)

# --- Mounts ---
os.makedirs("/tmp/odd", exist_ok=True)
mount("a b#c\\d", "/tmp/odd/blank tab\tline\nback\\slash", "tmpfs", "size=1m")
mount("none", "/tmp/odd/deep", "tmpfs", "size=64k,mode=700")
os.makedirs("/tmp/odd/deep/er/st", exist_ok=True)
os.makedirs("/tmp/odd/bound", exist_ok=True)
call("mount", b"/tmp/odd/deep/er", b"/tmp/odd/bound", None, 0x1000, None)  # MS_BIND
call("mount", None, b"/tmp/odd/bound", None, 0x100000, None)  # MS_SHARED
call("mount", None, b"/tmp/odd/deep", None, 0x40000, None)  # MS_PRIVATE
save("machine/mounts", "/proc/self/mounts")
save("machine/mountinfo", "/proc/self/mountinfo")

# --- Processes ---
PROCESS = ("cmdline environ comm status stat statm io limits cgroup maps smaps smaps_rollup mountinfo oom_score oom_score_adj "
           "wchan syscall stack sched schedstat numa_maps").split()
LINKS = ["cwd", "exe", "root"]


def save_process(name, pid, files=PROCESS):
    process = "/proc/%d" % pid
    for entry in files:
        save(name + "/" + entry, process + "/" + entry)
    try:
        spaces = sorted("ns/" + entry for entry in os.listdir(process + "/ns"))
        fds = sorted(("fd/" + entry for entry in os.listdir(process + "/fd")), key=lambda entry: int(entry[3:]))
    except OSError as e:
        absent.append("%s/links %s" % (name, errno.errorcode[e.errno]))
        return
    save_links(name + "/links", process, LINKS + spaces + fds)


def start(program, script, prepare=lambda: None):
    """Starts busybox as a shell under another name, and waits until it blocks."""
    os.makedirs(os.path.dirname(program), exist_ok=True)
    with open("/bin/busybox", "rb") as source, open(program, "wb") as target:
        target.write(source.read())
    os.chmod(program, 0o755)
    process = subprocess.Popen(
        ["sh", "-c", script, "", "two words", "line\nfeed", "tab\t"], executable=program, stdin=subprocess.PIPE,
        env={"PLAIN": "1", "EMPTY": "", "LINES": "a\nb=c"}, cwd=os.path.dirname(program), preexec_fn=prepare)
    wait_until(program + " blocks", lambda: open("/proc/%d/syscall" % process.pid).read().startswith(("7 ", "61 ")))  # poll, wait4
    return process


def prepare():
    resource.setrlimit(resource.RLIMIT_NOFILE, (1234, 4321))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 8192))
    resource.setrlimit(resource.RLIMIT_CPU, (1000, resource.RLIM_INFINITY))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGWINCH, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2, 40])
    os.nice(5)
    os.umask(0o027)
    os.sched_setaffinity(0, {0})
    os.setsid()
    call("prctl", 38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    os.setgroups([7, 4000000000, 12])
    os.setresgid(21, 22, 23)
    os.setresuid(11, 12, 13)


odd = start("/tmp/odd dir/a) R (b\nc", "trap : USR1 TERM; read x", prepare)
os.kill(odd.pid, signal.SIGUSR2)  # stays pending: it is blocked
save_process("odd", odd.pid)
really = start("/tmp/odd dir/back\\slash\\012 (deleted)", "read x")
save_process("really-named-deleted", really.pid, ["maps", "comm", "status"])
deleted = start("/tmp/odd dir/gone", "read x")
os.unlink("/tmp/odd dir/gone")
save_process("deleted", deleted.pid, ["maps", "comm"])
wait_inside = "unshare -p -f sh -c 'exec 0<&9; read x' 9<&0"
nested = start("/tmp/odd dir/nested", wait_inside)
innermost = []


def find_innermost():
    for pid in os.listdir("/proc"):
        try:
            if pid.isdigit() and b"NSpid:\t%s\t1\n" % pid.encode() in open("/proc/%s/status" % pid, "rb").read():
                innermost[:] = [int(pid)]
        except OSError as e:
            if e.errno not in (errno.ENOENT, errno.ESRCH):
                raise
    return innermost


wait_until("a process in a namespace within", find_innermost)
save_process("nested", innermost[0], ["status", "stat"])
zombie = os.fork()
if zombie == 0:
    os._exit(3)
wait_until("a zombie", lambda: open("/proc/%d/stat" % zombie).read().split(") ")[1][0] == "Z")
save_process("zombie", zombie)
os.kill(really.pid, signal.SIGSTOP)
wait_until("a stopped process", lambda: ") T " in open("/proc/%d/stat" % really.pid).read())
save_process("stopped", really.pid, ["status", "stat", "syscall", "wchan"])
save("running/syscall", "/proc/self/syscall")
if whole:
    with open("/proc/2/comm") as comm:
        if comm.read() != "kthreadd\n":
            sys.exit("process 2 is no kernel thread")
    save_process("kernel-thread", 2)

# --- Threads ---
ready, done = threading.Barrier(3), threading.Event()


def thread(name, tids):
    libc.prctl(15, name)
    tids.append(threading.get_native_id())
    ready.wait()
    done.wait()


tids = []
for name in (b"a) R (b\nc", b"back\\slash \xc3\xa4"):
    threading.Thread(target=thread, args=(name, tids)).start()
ready.wait()
for at, tid in enumerate(sorted(tids)):
    for entry in ("stat", "status", "comm", "io", "schedstat"):
        save("thread-%d/%s" % (at, entry), "/proc/self/task/%d/%s" % (tid, entry))
done.set()

# --- The machine ---
MACHINE = ("meminfo cpuinfo loadavg stat vmstat uptime interrupts softirqs filesystems swaps diskstats partitions sys/fs/file-nr "
           "sys/fs/inode-nr pressure/cpu pressure/memory pressure/io").split()
if whole:
    MACHINE += ["cmdline", "version"]
    # A line of a device that has done nothing has zeros only.
    call("swapon", b"/dev/vda2", 0)
    mount("/dev/vda1", "/mnt/ext4", "ext4")
    with open("/mnt/ext4/file", "wb") as target:
        target.write(b"x" * (3 << 20))
        target.flush()
        os.fsync(target.fileno())
    save("machine/mounts", "/proc/self/mounts")
    save("machine/mountinfo", "/proc/self/mountinfo")
for entry in MACHINE:
    save("machine/" + entry, "/proc/" + entry)


# --- Control groups ---
def in_group(directory, name, settings, files):
    """Starts a process in a group that has used some of everything, and saves the group's files."""
    os.makedirs(directory, exist_ok=True)
    for entry, value in settings.items():
        try:
            with open(directory + "/" + entry, "w") as target:
                target.write(value)
        except OSError as e:
            absent.append("%s/%s %s" % (name, entry, errno.errorcode[e.errno]))

    def join():
        with open(directory + "/cgroup.procs", "w") as procs:
            procs.write("0")

    process = subprocess.Popen(
        ["sh", "-c", "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; echo; read x"], executable="/bin/busybox",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=join)
    process.stdout.readline()
    for entry in files:
        save(name + "/" + entry, directory + "/" + entry)
    for entry in ("cgroup", "mountinfo"):
        save(name + "/" + entry, "/proc/%d/%s" % (process.pid, entry))
    process.stdin.close()
    process.wait()
    os.rmdir(directory)


def mount_hierarchy(controllers):
    """A controller is busy until the last trace of its groups in another hierarchy has gone."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return mount("cgroup", "/sys/fs/cgroup/" + controllers, "cgroup", controllers)
        except OSError as e:
            if e.errno != errno.EBUSY or time.monotonic() > deadline:
                raise
        with open("/proc/sys/vm/drop_caches", "w") as caches:
            caches.write("3")
        time.sleep(0.1)


V1 = [
    ("memory", {"memory.limit_in_bytes": "67108864"},
     ["memory.usage_in_bytes", "memory.max_usage_in_bytes", "memory.limit_in_bytes", "memory.failcnt", "memory.stat",
      "memory.oom_control"]),
    ("cpu,cpuacct", {"cpu.cfs_quota_us": "20000"},
     ["cpu.stat", "cpuacct.usage", "cpuacct.stat", "cpu.cfs_quota_us", "cpu.cfs_period_us"]),
    ("pids", {"pids.max": "77"}, ["pids.current", "pids.max"]),
]
if whole:
    mount("cgroup2", "/sys/fs/cgroup", "cgroup2")
    with open("/sys/fs/cgroup/cgroup.subtree_control", "w") as control:
        control.write("+cpu +memory +pids +io")
    in_group(
        "/sys/fs/cgroup/ring fence:a\\b", "cgroup-v2",
        {"memory.max": "67108864", "memory.high": "max", "pids.max": "77", "cpu.max": "20000 100000"},
        ["memory.current", "memory.peak", "memory.max", "memory.high", "memory.swap.current", "memory.events", "memory.stat", "cpu.stat",
         "cpu.max", "pids.current", "pids.max", "pids.events", "io.stat", "cgroup.events", "cgroup.controllers"])
    with open("/sys/fs/cgroup/cgroup.subtree_control", "w") as control:
        control.write("-cpu -memory -pids -io")
    call("umount", b"/sys/fs/cgroup")
    mount("tmpfs", "/sys/fs/cgroup", "tmpfs")
    mount("cgroup2", "/sys/fs/cgroup/unified", "cgroup2")
    for controllers, settings, files in V1:
        try:
            mount_hierarchy(controllers)
        except OSError as e:
            absent.append("cgroup-v1-%s %s" % (controllers, errno.errorcode[e.errno]))
            continue
        in_group(
            "/sys/fs/cgroup/%s/ring fence:a" % controllers, "cgroup-v1-" + controllers, settings, files)

for process in (odd, really, deleted, nested):
    os.kill(process.pid, signal.SIGCONT)
    process.stdin.close()
os.kill(odd.pid, signal.SIGKILL)
write("absent.txt", "".join(line + "\n" for line in sorted(absent)).encode())
