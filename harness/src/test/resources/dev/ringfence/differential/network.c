/* Sockets: families, addresses, options, messages. All stays on this host. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#define BAD ((void *)0x1230)

static void sockets(void) {
    socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    socket(AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_UDP);
    socket(AF_UNIX, SOCK_SEQPACKET, 0);
    socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);
    socket(AF_PACKET, 77, 0x300);
    socket(AF_INET, SOCK_RAW, 250);
    socket(200, SOCK_STREAM | 0x100000, 3);
    int pair[2];
    socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, pair);
    socketpair(AF_INET, SOCK_STREAM, 0, pair);
    socketpair(AF_UNIX, SOCK_STREAM, 0, BAD);
    struct sockaddr_un local = {AF_UNIX, "socket"};
    bind(5, (struct sockaddr *)&local, offsetof(struct sockaddr_un, sun_path) + 7);
    struct sockaddr_un abstract = {AF_UNIX, "\0abstract\0name"};
    connect(5, (struct sockaddr *)&abstract, offsetof(struct sockaddr_un, sun_path) + 14);
    connect(5, (struct sockaddr *)&local, 2);
    connect(5, (struct sockaddr *)&local, 1);
    connect(5, BAD, 16);
    connect(5, 0, 0);
    connect(99, (struct sockaddr *)&local, sizeof local);
    struct sockaddr_nl netlink = {AF_NETLINK, 0, 12, 0x101};
    connect(99, (struct sockaddr *)&netlink, sizeof netlink);
    struct sockaddr_in six = {AF_INET, htons(80), {htonl(0x7f000001)}, {0}};
    connect(99, (struct sockaddr *)&six, sizeof six);
    connect(99, (struct sockaddr *)&six, 8);
    struct sockaddr_in6 v6 = {AF_INET6, htons(443), htonl(5), IN6ADDR_LOOPBACK_INIT, 0};
    connect(99, (struct sockaddr *)&v6, sizeof v6);
    inet_pton(AF_INET6, "2001:db8::ff", &v6.sin6_addr);
    v6.sin6_scope_id = 3;
    connect(99, (struct sockaddr *)&v6, sizeof v6);
    struct sockaddr_ll packet = {AF_PACKET, htons(0x800), 1, 1, PACKET_HOST, 6, {1, 2, 3, 4, 5, 6}};
    connect(99, (struct sockaddr *)&packet, sizeof packet);
    struct sockaddr other = {123, "abcdefghijklmn"};
    connect(99, &other, sizeof other);
}

static int tcp(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in address = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {0}};
    socklen_t length = sizeof address;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bind(listener, (struct sockaddr *)&address, length);
    listen(listener, 5);
    getsockname(listener, (struct sockaddr *)&address, &length);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    connect(client, (struct sockaddr *)&address, sizeof address);
    struct sockaddr_in peer;
    length = sizeof peer;
    int server = accept4(listener, (struct sockaddr *)&peer, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
    length = 4;
    getpeername(client, (struct sockaddr *)&peer, &length);
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct linger linger = {1, 5};
    setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    struct timeval limit = {1, 500};
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    length = sizeof linger;
    getsockopt(client, SOL_SOCKET, SO_LINGER, &linger, &length);
    length = sizeof one;
    getsockopt(client, SOL_SOCKET, SO_TYPE, &one, &length);
    getsockopt(client, SOL_SOCKET, SO_ERROR, &one, &length);
    getsockopt(client, SOL_SOCKET, 7777, &one, &length);
    getsockopt(client, IPPROTO_TCP, TCP_MAXSEG, BAD, BAD);
    setsockopt(client, IPPROTO_IP, IP_TOS, &one, 4);
    setsockopt(client, IPPROTO_IPV6, IPV6_V6ONLY, &one, 4);
    setsockopt(client, 200, 5, &one, 4);
    setsockopt(client, SOL_SOCKET, SO_RCVBUF, &one, 2);
    setsockopt(client, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
    char data[100];
    memset(data, 'd', sizeof data);
    send(client, "hello", 5, MSG_NOSIGNAL | MSG_MORE);
    sendto(client, data, sizeof data, MSG_DONTWAIT | 0x8000000, 0, 0);
    recv(server, data, 5, MSG_PEEK);
    recvfrom(server, data, sizeof data, 0, (struct sockaddr *)&peer, &length);
    recv(server, data, sizeof data, MSG_DONTWAIT);
    recv(server, data, sizeof data, MSG_DONTWAIT);
    recv(server, data, sizeof data, MSG_DONTWAIT | MSG_TRUNC);
    int pending;
    ioctl(server, FIONREAD, &pending);
    ioctl(server, FIONBIO, &one);
    ioctl(server, SIOCATMARK, &pending);
    shutdown(client, SHUT_WR);
    shutdown(client, 5);
    recv(server, data, sizeof data, MSG_WAITALL);
    fcntl(listener, F_SETFL, O_NONBLOCK);
    accept(listener, BAD, 0);
    return 0;
}

static int messages(void) {
    int pair[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    char data[] = "message", control[CMSG_SPACE(2 * sizeof(int))] = {0};
    struct iovec iov[2] = {{data, 4}, {data + 4, 3}};
    struct msghdr message = {.msg_iov = iov, .msg_iovlen = 2, .msg_control = control, .msg_controllen = sizeof control};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    int fds[2] = {0, 1}, one = 1;
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fds);
    memcpy(CMSG_DATA(header), fds, sizeof fds);
    sendmsg(pair[0], &message, MSG_NOSIGNAL);
    setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof one);
    char large[200];
    message.msg_control = large;
    message.msg_controllen = sizeof large;
    recvmsg(pair[1], &message, MSG_CMSG_CLOEXEC);
    message.msg_control = 0;
    message.msg_controllen = 0;
    message.msg_flags = 0;
    struct mmsghdr many[2] = {{message, 0}, {message, 0}};
    sendmmsg(pair[0], many, 2, 0);
    struct timespec limit = {1, 0};
    recvmmsg(pair[1], many, 2, MSG_DONTWAIT, &limit);
    recvmmsg(pair[1], many, 2, MSG_DONTWAIT, 0);
    sendmsg(pair[0], BAD, 0);
    recvmsg(99, &message, 0);
    message.msg_iov = BAD;
    sendmsg(pair[0], &message, MSG_OOB);
    struct { struct nlmsghdr header; struct rtgenmsg body; } request = {
        {sizeof request, RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, 1, 0}, {AF_UNSPEC}};
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    struct sockaddr_nl address = {AF_NETLINK, 0, 0, 0};
    bind(netlink, (struct sockaddr *)&address, sizeof address);
    request.header.nlmsg_type = 9999;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    send(netlink, &request, sizeof request, 0);
    char answer[4096];
    recv(netlink, answer, sizeof answer, MSG_DONTWAIT);
    return 0;
}

static void controls(void) {
    struct termios terminal;
    struct winsize size;
    int number = 0;
    ioctl(0, TCGETS, &terminal);
    ioctl(0, TIOCGWINSZ, &size);
    ioctl(0, TIOCGPGRP, &number);
    ioctl(0, FIOCLEX);
    ioctl(0, FIONCLEX);
    ioctl(0, 0x1234, 5);
    ioctl(0, _IOWR('q', 77, long), &number);
    ioctl(0, -1L, BAD);
    ioctl(99, FIONREAD, BAD);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct ifreq request;
    memset(&request, 0, sizeof request);
    strcpy(request.ifr_name, "lo");
    ioctl(fd, SIOCGIFFLAGS, &request);
    ioctl(fd, SIOCGIFADDR, &request);
    ioctl(fd, SIOCGIFMTU, &request);
    ioctl(fd, SIOCGIFINDEX, &request);
    int master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    ioctl(master, TCGETS, &terminal);
    ioctl(master, TIOCSPTLCK, &number);
    ioctl(master, TIOCGWINSZ, &size);
    size.ws_row = 24;
    ioctl(master, TIOCSWINSZ, &size);
    ioctl(master, TCSETS, &terminal);
}

int main(int count, char **arguments) {
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "sockets")) sockets();
    if (!strcmp(mode, "tcp")) tcp();
    if (!strcmp(mode, "messages")) messages();
    if (!strcmp(mode, "controls")) controls();
    return 0;
}
