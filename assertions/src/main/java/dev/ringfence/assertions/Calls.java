package dev.ringfence.assertions;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.WritingCalls;
import dev.ringfence.syscall.Family;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Calls that assertions are about, to be imported statically: {@code assertThat(recording).calls(opens().under("/etc"))
 * .never()}. The families have the names, and the members, that {@link Families} documents; what is not watched in every window
 * is named in {@link dev.ringfence.Traced#observe()}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@CheckReturnValue
public final class Calls {
    private Calls() {}

    // --- By name ---

    /** The calls of a family; of {@link Families#execs()} the programs that were executed, of {@link Families#forks()} the
     * processes that were made. */
    public static CallCondition family(Family family) {
        return new CallCondition(CallRule.of(family));
    }

    /**
     * The call with this name of the kernel, such as {@code openat}.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest names
     */
    public static CallCondition call(String name) {
        return new CallCondition(CallRule.of("call(" + CodeText.literal(name) + ")", name));
    }

    /**
     * The calls that an expression names, in the language of {@link dev.ringfence.Traced#observe()}: {@code
     * "%network,!connect"}, {@code "/^epoll"}, {@code "all"}.
     *
     * @throws IllegalArgumentException for a term that names nothing
     */
    public static CallCondition matching(String expression) {
        return new CallCondition(CallRule.of("matching(" + CodeText.literal(expression) + ")", expression));
    }

    // --- Steps to the device ---

    /**
     * What writes to a file, or changes its length, through a descriptor: a glob of its path. Needs {@code
     * @Traced(observe = {"writes", "copies", "truncates", "fallocate"})}. Writes through mapped memory are not calls.
     */
    public static CallCondition write(String file) {
        return new CallCondition(WritingCalls.writing(new Glob(file)));
    }

    /**
     * What forces a file or a directory to the device: a glob of its path. {@code fsync}, {@code fdatasync}, {@code syncfs}
     * through its descriptor, or {@code sync}.
     */
    public static CallCondition fsync(String file) {
        return new CallCondition(WritingCalls.forcing(new Glob(file)));
    }

    /** What renames one path to another: globs. */
    public static CallCondition rename(String from, String to) {
        return new CallCondition(WritingCalls.renaming(new Glob(from), new Glob(to)));
    }

    // --- Families ---

    /** {@link Families#opens()}. */
    public static CallCondition opens() {
        return family(Families.opens());
    }

    /** {@link Families#closes()}. */
    public static CallCondition closes() {
        return family(Families.closes());
    }

    /** {@link Families#duplicates()}. */
    public static CallCondition duplicates() {
        return family(Families.duplicates());
    }

    /** {@link Families#pipes()}. */
    public static CallCondition pipes() {
        return family(Families.pipes());
    }

    /** {@link Families#epolls()}. */
    public static CallCondition epolls() {
        return family(Families.epolls());
    }

    /** {@link Families#stats()}. */
    public static CallCondition stats() {
        return family(Families.stats());
    }

    /** {@link Families#accesses()}. */
    public static CallCondition accesses() {
        return family(Families.accesses());
    }

    /** {@link Families#renames()}. */
    public static CallCondition renames() {
        return family(Families.renames());
    }

    /** {@link Families#unlinks()}. */
    public static CallCondition unlinks() {
        return family(Families.unlinks());
    }

    /** {@link Families#links()}. */
    public static CallCondition links() {
        return family(Families.links());
    }

    /** {@link Families#mkdirs()}. */
    public static CallCondition mkdirs() {
        return family(Families.mkdirs());
    }

    /** {@link Families#chmods()}. */
    public static CallCondition chmods() {
        return family(Families.chmods());
    }

    /** {@link Families#chowns()}. */
    public static CallCondition chowns() {
        return family(Families.chowns());
    }

    /** {@link Families#truncates()}. */
    public static CallCondition truncates() {
        return family(Families.truncates());
    }

    /** {@link Families#mounts()}. */
    public static CallCondition mounts() {
        return family(Families.mounts());
    }

    /** {@link Families#sockets()}. */
    public static CallCondition sockets() {
        return family(Families.sockets());
    }

    /** {@link Families#connects()}. */
    public static CallCondition connects() {
        return family(Families.connects());
    }

    /** {@link Families#binds()}. */
    public static CallCondition binds() {
        return family(Families.binds());
    }

    /** {@link Families#listens()}. */
    public static CallCondition listens() {
        return family(Families.listens());
    }

    /** {@link Families#accepts()}. */
    public static CallCondition accepts() {
        return family(Families.accepts());
    }

    /** {@link Families#sends()}. */
    public static CallCondition sends() {
        return family(Families.sends());
    }

    /** {@link Families#receives()}. */
    public static CallCondition receives() {
        return family(Families.receives());
    }

    /** {@link Families#reads()}. */
    public static CallCondition reads() {
        return family(Families.reads());
    }

    /** {@link Families#writes()}. */
    public static CallCondition writes() {
        return family(Families.writes());
    }

    /** {@link Families#copies()}. */
    public static CallCondition copies() {
        return family(Families.copies());
    }

    /** {@link Families#fsyncs()}. */
    public static CallCondition fsyncs() {
        return family(Families.fsyncs());
    }

    /** {@link Families#polls()}. */
    public static CallCondition polls() {
        return family(Families.polls());
    }

    /** {@link Families#execs()}. */
    public static CallCondition execs() {
        return family(Families.execs());
    }

    /** {@link Families#forks()}. */
    public static CallCondition forks() {
        return family(Families.forks());
    }

    /** {@link Families#kills()}. */
    public static CallCondition kills() {
        return family(Families.kills());
    }

    /** {@link Families#credentials()}. */
    public static CallCondition credentials() {
        return family(Families.credentials());
    }

    /** {@link Families#modules()}. */
    public static CallCondition modules() {
        return family(Families.modules());
    }

    /** {@link Families#ptraces()}. */
    public static CallCondition ptraces() {
        return family(Families.ptraces());
    }

    /** {@link Families#mmaps()}. */
    public static CallCondition mmaps() {
        return family(Families.mmaps());
    }
}
