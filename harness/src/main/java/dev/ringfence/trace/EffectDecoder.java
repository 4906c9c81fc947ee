package dev.ringfence.trace;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.trace.DescriptorCalls.Action;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells what a call that returned did to the descriptor table of its process. */
final class EffectDecoder {
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int SCM_PIDFD = 4;
    /** struct msghdr on x86_64: msg_control at 32, msg_controllen at 40, 56 bytes in all; struct mmsghdr is 64. */
    private static final int MSG_CONTROL = 32;

    private static final int MSG_CONTROL_LENGTH = 40;
    private static final int MSGHDR_SIZE = 56;
    private static final int MMSGHDR_SIZE = 64;
    /** struct cmsghdr: size_t cmsg_len, int cmsg_level, int cmsg_type. */
    private static final int CMSG_HEADER = 16;

    /** More than SCM_MAX_FD (253) descriptors cannot arrive in one message; the rest of control data is not ours. */
    private static final int MAX_CONTROL = 16 * 1024;

    private static final int CLOSE_RANGE_CLOEXEC = 1 << 2;

    private final TraceeMemory memory;

    EffectDecoder(TraceeMemory memory) {
        this.memory = memory;
    }

    /** Returns the effect of a call whose exit was seen. */
    FdEffect ofReturned(PendingCall call, long result) {
        Action action = DescriptorCalls.action(call.name());
        if (action == null || result < 0) {
            return new FdEffect.None();
        }
        if (action instanceof Action.Returns returns) {
            return returns.kind() == FdKind.FILE
                    ? opened(call, (int) result)
                    : created(returns.kind(), List.of((int) result));
        } else if (action instanceof Action.ReturnsIf returns) {
            return returns.condition().test(call)
                    ? created(returns.kind(), List.of((int) result))
                    : new FdEffect.None();
        } else if (action instanceof Action.WritesPair pair) {
            return pair(call, pair);
        } else if (action instanceof Action.CopiesIf copies) {
            return copies.condition().test(call) ? copied((int) call.argument(0), (int) result) : new FdEffect.None();
        } else if (action instanceof Action.CopiesTo) {
            return copied((int) call.argument(0), (int) call.argument(1));
        } else if (action instanceof Action.Receives) {
            return received(messages(call, 1, MSGHDR_SIZE));
        } else if (action instanceof Action.ReceivesMany) {
            return received(messages(call, (int) result, MMSGHDR_SIZE));
        }
        return ofEntered(call);
    }

    /** Returns the effect of a call of which only the entry is watched: close(2) removes the number before it can fail. */
    FdEffect ofEntered(PendingCall call) {
        Action action = DescriptorCalls.action(call.name());
        if (action instanceof Action.ClosesRange) {
            return closedRange(call);
        }
        int fd = (int) call.argument(0);
        return action instanceof Action.Closes && fd >= 0 ? new FdEffect.Closed(new Fd(fd)) : new FdEffect.None();
    }

    private static FdEffect created(FdKind kind, List<Integer> numbers) {
        return new FdEffect.Created(numbers.stream().map(Fd::new).toList(), kind);
    }

    private static FdEffect opened(PendingCall call, int fd) {
        String link = KernelFiles.readLink(Path.of("/proc/" + call.actor().thread() + "/fd/" + fd))
                .value()
                .orElse(null);
        return new FdEffect.Created(List.of(new Fd(fd)), FdKind.FILE, link);
    }

    private static FdEffect copied(int from, int to) {
        return from == to ? new FdEffect.None() : new FdEffect.Duplicated(new Fd(from), new Fd(to));
    }

    private FdEffect pair(PendingCall call, Action.WritesPair pair) {
        ByteBuffer array = memory.bytes(call.actor().thread().value(), call.argument(pair.argument()), 8);
        // Without the array the two numbers stay unknown, and /proc will show them as not explained.
        return array == null ? new FdEffect.None() : created(pair.kind(), List.of(array.getInt(0), array.getInt(4)));
    }

    private static FdEffect closedRange(PendingCall call) {
        if ((call.argument(2) & CLOSE_RANGE_CLOEXEC) != 0) {
            return new FdEffect.None();
        }
        long first = call.argument(0) & 0xffffffffL;
        long last = call.argument(1) & 0xffffffffL;
        // close_range(2): EINVAL, nothing is closed.
        if (first > Integer.MAX_VALUE || first > last) {
            return new FdEffect.None();
        }
        return new FdEffect.ClosedRange((int) first, (int) Math.min(last, Integer.MAX_VALUE));
    }

    private static FdEffect received(List<Integer> numbers) {
        return numbers.isEmpty() ? new FdEffect.None() : created(FdKind.PASSED, numbers);
    }

    private List<Integer> messages(PendingCall call, int count, int stride) {
        int tid = call.actor().thread().value();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer header = memory.bytes(tid, call.argument(1) + (long) i * stride, MSGHDR_SIZE);
            if (header == null) {
                break;
            }
            long length = Math.min(header.getLong(MSG_CONTROL_LENGTH), MAX_CONTROL);
            if (length >= CMSG_HEADER) {
                ByteBuffer control = memory.bytes(tid, header.getLong(MSG_CONTROL), (int) length);
                if (control != null) {
                    addDescriptors(control, numbers);
                }
            }
        }
        return numbers;
    }

    /** Walks the control messages as CMSG_NXTHDR of cmsg(3) does. */
    static void addDescriptors(ByteBuffer control, List<Integer> numbers) {
        int position = 0;
        while (position + CMSG_HEADER <= control.limit()) {
            long length = control.getLong(position);
            if (length < CMSG_HEADER || length > control.limit() - position) {
                return;
            }
            int type = control.getInt(position + 12);
            if (control.getInt(position + 8) == SOL_SOCKET && (type == SCM_RIGHTS || type == SCM_PIDFD)) {
                for (int at = CMSG_HEADER; at + 4 <= length; at += 4) {
                    int fd = control.getInt(position + at);
                    if (fd >= 0) {
                        numbers.add(fd);
                    }
                }
            }
            position += (int) ((length + 7) & ~7L);
        }
    }
}
