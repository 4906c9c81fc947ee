package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * In what the kernel counts: times in ticks of {@code USER_HZ}, memory in pages.
 *
 * @param ticksPerSecond 100 on x86_64 and aarch64
 * @param pageBytes 4096 on x86_64
 * @see <a href="https://man7.org/linux/man-pages/man3/getauxval.3.html">getauxval(3): AT_CLKTCK, AT_PAGESZ</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MachineUnits(long ticksPerSecond, long pageBytes) {
    private static final long AT_NULL = 0;
    private static final long AT_PAGESZ = 6;
    private static final long AT_CLKTCK = 17;
    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final long NANOS = 1_000_000_000L;

    public MachineUnits {
        if (ticksPerSecond < 1 || NANOS % ticksPerSecond != 0)
            throw new IllegalArgumentException("ticksPerSecond: " + ticksPerSecond);
        if (pageBytes < 1 || Long.bitCount(pageBytes) != 1)
            throw new IllegalArgumentException("pageBytes: " + pageBytes);
    }

    /** Reads the units from the vector that the kernel gave to this process, which must be one of 64 bits. */
    public static Reading<MachineUnits> read(Path proc) {
        Path file = proc.resolve("self/auxv");
        try {
            return parse(file, Files.readAllBytes(file));
        } catch (IOException e) {
            return KernelFiles.unreadable(file, e);
        }
    }

    /** Pairs of 64-bit words, type and value, to {@code AT_NULL}: {@code create_elf_tables} in fs/binfmt_elf.c. */
    static Reading<MachineUnits> parse(Path file, byte[] vector) {
        ByteBuffer words = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
        long ticks = 0;
        long page = 0;
        while (words.remaining() >= ENTRY_BYTES) {
            long type = words.getLong();
            long value = words.getLong();
            if (type == AT_CLKTCK) ticks = value;
            if (type == AT_PAGESZ) page = value;
            if (type == AT_NULL) break;
        }
        if (ticks < 1 || NANOS % ticks != 0) return new Reading.Failed<>(file + ": AT_CLKTCK is " + ticks);
        if (page < 1 || Long.bitCount(page) != 1) return new Reading.Failed<>(file + ": AT_PAGESZ is " + page);
        return new Reading.Value<>(new MachineUnits(ticks, page));
    }

    /**
     * Returns how long so many ticks are.
     *
     * @param ticks as the bits of an unsigned number
     */
    public Duration ticks(long ticks) {
        long seconds = Long.divideUnsigned(ticks, ticksPerSecond);
        return Duration.ofSeconds(seconds, Long.remainderUnsigned(ticks, ticksPerSecond) * (NANOS / ticksPerSecond));
    }

    /** Returns how many bytes so many pages are, which was read from a field of a line. */
    long pages(KernelText.Line line, long pages, String field) {
        if (pages > Long.MAX_VALUE / pageBytes) throw line.error(field, pages + " pages are too many");
        return pages * pageBytes;
    }
}
