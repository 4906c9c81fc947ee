package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdInfo;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.UnixSocket;
import java.nio.file.Path;
import java.util.List;

/** What is known of the descriptors of a process beside their links. */
interface DescriptorFacts {

    /** Returns what the kernel says of one. */
    Reading<FdInfo> info(int fd);

    /** Returns the internet sockets of its network namespace. */
    Reading<List<InetSocket>> sockets(InetSocket.Protocol protocol);

    /** Returns the Unix domain sockets of its network namespace. */
    Reading<List<UnixSocket>> unixSockets();

    /** Returns what is read when it is asked for; throws what the readers throw. */
    static DescriptorFacts live(Path proc, int pid) {
        return new DescriptorFacts() {
            @Override
            public Reading<FdInfo> info(int fd) {
                return FdInfo.read(proc, pid, fd);
            }

            @Override
            public Reading<List<InetSocket>> sockets(InetSocket.Protocol protocol) {
                return InetSocket.read(proc, pid, protocol);
            }

            @Override
            public Reading<List<UnixSocket>> unixSockets() {
                return UnixSocket.read(proc, pid);
            }
        };
    }

    /** Returns what was captured. */
    static DescriptorFacts of(ProcessSnapshot process) {
        return new DescriptorFacts() {
            @Override
            public Reading<FdInfo> info(int fd) {
                return process.descriptor(fd);
            }

            @Override
            public Reading<List<InetSocket>> sockets(InetSocket.Protocol protocol) {
                return process.sockets(protocol);
            }

            @Override
            public Reading<List<UnixSocket>> unixSockets() {
                return process.unixSockets();
            }
        };
    }
}
