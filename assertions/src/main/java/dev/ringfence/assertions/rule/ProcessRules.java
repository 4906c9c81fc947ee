package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.ProgramExecuted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What a window must not start, and what it must not ask the kernel for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProcessRules {
    private static final Observing EXECUTING = Observing.families(Families.execs(), Families.forks());

    private ProcessRules() {}

    // --- Programs and processes ---

    /** Returns the rule that no program is executed. */
    public static Rule executesNothing() {
        return Rule.expecting("to execute no program")
                .found("1 was", "were")
                .telling("which programs %s executed")
                .observing(EXECUTING)
                .by(() -> (seen, found) -> executed(seen, List.of(), found));
    }

    /**
     * Returns the rule that no other program is executed.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Rule executesOnly(String... programs) {
        List<Glob> globs = Arrays.stream(programs).map(Glob::new).toList();
        if (globs.isEmpty())
            throw new IllegalArgumentException("programs must not be empty; for none use executesNothing()");
        String only = globs.stream().map(glob -> "\"" + glob + "\"").collect(Collectors.joining(" or "));
        return Rule.expecting("to execute only " + only)
                .value(only)
                .found("1 other program was", "other programs were")
                .telling("which programs %s executed")
                .observing(EXECUTING)
                .by(() -> (seen, found) -> executed(seen, globs, found));
    }

    private static void executed(SeenCall seen, List<Glob> allowed, Findings.Collector found) {
        if (!(seen.event() instanceof ProgramExecuted executed) || !seen.isJudged()) return;
        List<String> names = names(executed.program());
        boolean isAllowed = allowed.stream().anyMatch(glob -> names.stream().anyMatch(glob::matches));
        if (!isAllowed) found.offence(new Offence(Sighting.of(executed), names));
    }

    /** Returns the path of a program, and its file name. */
    static List<String> names(String program) {
        return List.of(program, program.substring(program.lastIndexOf('/') + 1));
    }

    /** Returns the rule that every process that was started has ended. */
    public static Rule leavesNoChild() {
        return Rule.expecting("to leave no child process behind")
                .found("1 was left", "were left")
                .telling("whether %s left child processes behind")
                .observing(EXECUTING)
                .by(LeftChildren::new);
    }

    /** Returns the rule that no program is handed more than input, output and errors. */
    public static Rule leaksNoDescriptorIntoPrograms() {
        return Rule.expecting("to hand no descriptor on to a program")
                .found("1 was", "were")
                .telling("which descriptors %s handed on to programs")
                .observing(EXECUTING)
                .by(HandedOn::new);
    }

    // --- Rights ---

    /** Returns the rule that user, group and capabilities stay as they are. */
    public static Rule changesNoCredentials() {
        return none(
                "to change no credentials",
                "whether %s changed credentials",
                Observing.families(Families.credentials()));
    }

    /** Returns the rule that nothing is mounted or unmounted. */
    public static Rule mountsNothing() {
        return none(
                "to mount nothing",
                "whether %s changed what is mounted",
                Observing.families(Families.mounts()).and(Observing.calls("pivot_root")));
    }

    /** Returns the rule that no other process is looked into. */
    public static Rule ptracesNothing() {
        return none("to trace no process", "whether %s traced a process", Observing.families(Families.ptraces()));
    }

    /** Returns the rule that no module of the kernel is loaded or removed. */
    public static Rule loadsNoModule() {
        return none(
                "to load no module of the kernel",
                "whether %s loaded modules of the kernel",
                Observing.families(Families.modules()));
    }

    /** Returns the rule that none of these four is done. */
    public static Rule makesNoPrivilegedCall() {
        return attempts(
                "to make no privileged call",
                "whether %s made privileged calls",
                Observing.families(Families.credentials(), Families.mounts(), Families.ptraces(), Families.modules())
                        .and(Observing.calls("pivot_root")),
                "1 was made",
                "were made");
    }

    private static Rule none(String expectation, String subject, Observing calls) {
        return attempts(expectation, subject, calls, "1 call tried to", "calls tried to");
    }

    /** Attempts count: what fails here may work for another user. */
    private static Rule attempts(String expectation, String subject, Observing calls, String one, String many) {
        return Rule.expecting(expectation)
                .found(one, many)
                .telling(subject)
                .observing(calls)
                .aboutCalls()
                .by(() -> (seen, found) -> seen.judgedCall()
                        .filter(call -> calls.names().contains(call.name()))
                        .ifPresent(call -> found.offence(Sighting.of(seen), call.name())));
    }
}
