package dev.ringfence.syscall;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A system call of an ABI.
 *
 * @param abi through which it is made
 * @param number in that ABI, as the kernel gets it: those of x32 have {@link Abi#X32_BIT}
 * @param name the kernel's, or {@code syscall_0x1f4} for a number that is not known
 * @param categories of strace that it belongs to
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Syscall(Abi abi, int number, String name, Set<Category> categories) {
    public Syscall {
        Objects.requireNonNull(abi, "abi");
        Objects.requireNonNull(name, "name");
        categories = Set.copyOf(categories);
    }

    /** Returns the call with a number that no table has: one that is newer than the tables, or none. */
    static Syscall unknown(Abi abi, int number) {
        // The kernel takes the number for an int, and strace shows it as a long.
        return new Syscall(abi, number, "syscall_0x" + Long.toHexString(number), Set.of());
    }

    /** Returns what it takes and gives, if that is known: a signature is of the calls that take it under this name. */
    public Optional<Signature> signature() {
        return switch (abi) {
            case X86_64, X32 -> Signatures.of(name);
            // clone(2): the thread-local storage comes before the address of the child's thread id.
            case AARCH64 -> name.equals("clone") ? Optional.empty() : Signatures.of(name);
            case I386 -> Signatures.ofI386(name);
        };
    }

    /** Returns the family it belongs to, if it has one. */
    public Optional<Family> family() {
        return FamilyTable.of(name);
    }

    /** Returns what it does to the descriptor table of its process. */
    public DescriptorEffect descriptorEffect() {
        return DescriptorEffects.of(name);
    }
}
