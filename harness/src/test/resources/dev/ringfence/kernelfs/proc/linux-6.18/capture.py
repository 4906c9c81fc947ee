"""Makes the files of this directory: opens one thing of each kind and copies what /proc says about it, verbatim.

Run as root, in a network namespace of its own, so that the tables hold nothing else:

    unshare --net sh -c 'ip link set lo up; exec python3 capture.py'
"""
import ctypes, os, socket, struct, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
libc = ctypes.CDLL(None)


def save(name, path):
    with open(path, "rb") as source, open(os.path.join(here, name), "wb") as target:
        target.write(source.read())


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
for name, fd in {
    "file": file.fileno(), "eventfd": event, "timerfd": timer, "inotify": inotify, "pidfd": pidfd,
    "pidfd-of-ended": ended, "pipe-read": reader, "pipe-write": writer, "eventpoll": epoll,
}.items():
    save("fdinfo-" + name, "/proc/self/fdinfo/%d" % fd)

# --- Sockets ---
server = socket.create_server(("127.0.0.1", 8080))
client = socket.socket()
client.bind(("127.0.0.2", 51324))
client.connect(("127.0.0.1", 8080))
accepted = server.accept()[0]
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
for table in ("tcp", "tcp6", "udp", "udp6", "unix"):
    save("net-" + table, "/proc/self/net/" + table)
os.unlink(path)

# --- Threads ---
libc.prctl(15, b"a) R (b\nc")
save("task-stat", "/proc/self/task/%d/stat" % os.getpid())
save("task-comm", "/proc/self/task/%d/comm" % os.getpid())
