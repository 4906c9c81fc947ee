package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * {@code siginfo_t} on 64 bits: si_signo 0, si_errno 4, si_code 8, and from 16 on what sender and signal make of it: si_pid 16,
 * si_uid 20, si_status 24, si_utime 32, si_stime 40; si_value 24; si_addr 16, si_addr_lsb, si_pkey or si_lower 24 or 32; si_band
 * 16, si_fd 24; si_timerid 16, si_overrun 20; si_call_addr 16, si_syscall 24, si_arch 28.
 */
final class SignalInfo {
    static final int SIZE = 128;

    private static final int USER = 0;
    private static final int TIMER = -2;
    private static final int SIGIO_CODE = -5;
    private static final int TKILL = -6;
    private static final int KERNEL = 0x80;

    private static final int ILL = 4;
    private static final int TRAP = 5;
    private static final int BUS = 7;
    private static final int FPE = 8;
    private static final int SEGV = 11;
    private static final int CHLD = 17;
    private static final int POLL = 29;
    private static final int SYS = 31;

    private static final int CLD_EXITED = 1;
    private static final int SEGV_BNDERR = 3;
    private static final int SEGV_PKUERR = 4;
    private static final int BUS_MCEERR_AR = 4;
    private static final int BUS_MCEERR_AO = 5;

    private static final int AT_16 = 16;
    private static final int AT_20 = 20;
    private static final int AT_24 = 24;
    private static final int AT_28 = 28;
    private static final int AT_32 = 32;
    private static final int AT_40 = 40;

    private static final Vocabulary GENERAL = Vocabulary.of("siginfo_general");
    private static final Vocabulary ARCHITECTURES = Vocabulary.of("audit_arch");
    private static final Vocabulary POLL_CODES = Vocabulary.of("siginfo_poll");
    private static final Map<Integer, Vocabulary> CODES = Map.of(
            ILL, Vocabulary.of("siginfo_ill"),
            TRAP, Vocabulary.of("siginfo_trap"),
            BUS, Vocabulary.of("siginfo_bus"),
            FPE, Vocabulary.of("siginfo_fpe"),
            SEGV, Vocabulary.of("siginfo_segv"),
            CHLD, Vocabulary.of("siginfo_chld"),
            POLL, POLL_CODES,
            SYS, Vocabulary.of("siginfo_sys"));
    private static final Value EMPTY = new Value.Struct(List.of(), false);
    /** {@code AUDIT_ARCH_X86_64}. */
    private static final long X86_64 = 0xc000003eL;

    private static final String UNKNOWN_CALL = "syscall_";

    private SignalInfo() {}

    static Value decode(DecodeContext context, ByteBuffer bytes, int offset) {
        return decode(bytes, offset);
    }

    static Value decode(ByteBuffer bytes, int offset) {
        StructBuilder info = new StructBuilder(bytes, offset);
        int signal = info.int32(0);
        if (signal == 0) return EMPTY;
        int code = info.int32(8);
        info.add("si_signo", Signals.signal(signal)).add("si_code", code(signal, code));
        int errno = info.int32(4);
        if (errno != 0) info.add("si_errno", errno(errno));
        if (code > 0) {
            ofKernel(info, signal, code);
        } else {
            ofSender(info, code);
        }
        return info.build();
    }

    private static Value code(int signal, int code) {
        if (GENERAL.has(code)) return GENERAL.symbol(code);
        Vocabulary codes = CODES.get(signal);
        return codes != null && codes.has(code) ? codes.symbol(code) : new Value.Int(code & 0xffffffffL, Base.HEX);
    }

    private static Value errno(int errno) {
        return errno > 0 && Errnos.isKnown(errno)
                ? new Value.Symbol(errno, Errnos.of(errno).name())
                : new Value.Int(errno & 0xffffffffL, Base.DECIMAL);
    }

    private static void ofSender(StructBuilder info, int code) {
        switch (code) {
            case USER, TKILL -> sender(info);
            case TIMER -> {
                info.x32("si_timerid", AT_16).i32("si_overrun", AT_20);
                value(info);
            }
            case SIGIO_CODE -> info.i64("si_band", AT_16).i32("si_fd", AT_24);
            default -> {
                sender(info);
                if (info.int64(AT_24) != 0) value(info);
            }
        }
    }

    private static void ofKernel(StructBuilder info, int signal, int code) {
        switch (signal) {
            case CHLD -> child(info, code);
            case ILL, TRAP, FPE, SEGV, BUS -> fault(info, signal, code);
            case POLL -> {
                if (code != KERNEL && POLL_CODES.has(code))
                    info.i64("si_band", AT_16).i32("si_fd", AT_24);
            }
            case SYS -> {
                info.address("si_call_addr", AT_16);
                info.add("si_syscall", syscall(info.uint32(AT_24), info.uint32(AT_28)));
                info.enum32("si_arch", AT_28, ARCHITECTURES);
            }
            default -> {
                if (info.int64(AT_16) != 0) sender(info);
                if (info.int64(AT_24) != 0) value(info);
            }
        }
    }

    /** Returns the number of a call by name, where it is one of the architecture whose names are known. */
    static Value syscall(long number, long architecture) {
        if (architecture != X86_64) return new Value.Int(number, Base.DECIMAL);
        String name = SyscallTable.x86_64().name((int) number);
        return name.startsWith(UNKNOWN_CALL)
                ? new Value.Int(number, Base.DECIMAL)
                : new Value.Symbol(number, "__NR_" + name);
    }

    private static void sender(StructBuilder info) {
        info.i32("si_pid", AT_16).add("si_uid", BasicKinds.id(info.uint32(AT_20)));
    }

    private static void value(StructBuilder info) {
        info.i32("si_int", AT_24).address("si_ptr", AT_24);
    }

    private static void child(StructBuilder info, int code) {
        sender(info);
        info.add(
                "si_status",
                code == CLD_EXITED
                        ? new Value.Int(info.int32(AT_24), Base.DECIMAL)
                        : Signals.signal(info.int32(AT_24)));
        info.add("si_utime", Usages.ticks(info.int64(AT_32)));
        info.add("si_stime", Usages.ticks(info.int64(AT_40)));
    }

    private static void fault(StructBuilder info, int signal, int code) {
        info.address("si_addr", AT_16);
        if (signal == SEGV && code == SEGV_BNDERR) {
            info.address("si_lower", AT_32).address("si_upper", AT_40);
        } else if (signal == SEGV && code == SEGV_PKUERR) {
            info.u32("si_pkey", AT_32);
        } else if (signal == BUS && (code == BUS_MCEERR_AR || code == BUS_MCEERR_AO)) {
            info.add("si_addr_lsb", new Value.Int(info.uint16(AT_24), Base.HEX));
        }
    }
}
