package dev.ringfence.syscall;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A binary interface through which programs call the kernel: each has its own numbers.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscall.2.html">syscall(2)</a>, linux/audit.h
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Abi {
    /** The instruction {@code syscall} of 64-bit x86. */
    X86_64("x86_64", "64", 0xc000003e),
    /** The instruction {@code svc #0} of 64-bit ARM. */
    AARCH64("aarch64", "64", 0xc00000b7),
    /** The instruction {@code int 0x80}, and any call of a 32-bit program, on x86. */
    I386("i386", "32", 0x40000003),
    /** The instruction {@code syscall} of x86 with {@link #X32_BIT} in the number, for programs with 32-bit pointers. */
    X32("x32", "x32", 0xc000003e);

    /** __X32_SYSCALL_BIT of asm/unistd.h. */
    public static final int X32_BIT = 0x40000000;

    private final String text;
    private final String personality;
    private final int auditArch;

    Abi(String text, String personality, int auditArch) {
        this.text = text;
        this.personality = personality;
        this.auditArch = auditArch;
    }

    /**
     * Returns the interface of a call.
     *
     * @param auditArch {@code AUDIT_ARCH_*}, as {@code PTRACE_GET_SYSCALL_INFO} and seccomp(2) tell it
     * @param number of the call
     * @return empty for an architecture that is not known here
     */
    public static Optional<Abi> of(int auditArch, long number) {
        if (auditArch == X86_64.auditArch) return Optional.of(hasX32Bit(number) ? X32 : X86_64);
        return Arrays.stream(values()).filter(abi -> abi.auditArch == auditArch).findFirst();
    }

    /** Numbers below zero have the bit, too, but the kernel takes none of them for a call of x32. */
    private static boolean hasX32Bit(long number) {
        return (int) number >= 0 && (number & X32_BIT) != 0;
    }

    /**
     * Returns the interface with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Abi named(String name) {
        return Arrays.stream(values())
                .filter(abi -> abi.text.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + name + "\" is not an ABI; known are " + names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(Abi::toString).collect(Collectors.joining(", "));
    }

    /**
     * Returns the interface of 64-bit programs on this machine.
     *
     * @throws IllegalStateException if it is of another architecture
     */
    public static Abi ofThisMachine() {
        return ofOsArch(System.getProperty("os.arch", ""));
    }

    /** Returns the interface of 64-bit programs on a machine that calls itself this: {@code os.arch} of the JVM. */
    public static Abi ofOsArch(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default ->
                throw new IllegalStateException("Ringfence knows the system calls and registers of x86_64 and aarch64,"
                        + " but this machine is of another architecture: os.arch is \"" + osArch + "\"");
        };
    }

    /** Returns what strace puts behind {@code @} for it: {@code 64}, {@code 32} or {@code x32}. */
    public String personality() {
        return personality;
    }

    /** Returns {@code AUDIT_ARCH_*}; x32 has that of x86_64. */
    public int auditArch() {
        return auditArch;
    }

    /** Returns its name, such as {@code x86_64}. */
    @Override
    public String toString() {
        return text;
    }
}
