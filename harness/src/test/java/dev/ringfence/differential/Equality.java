package dev.ringfence.differential;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether two lines of two logs tell the same: ids stand for the threads that they name, explained values for any. */
final class Equality {
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]+|\\d+");
    /** What has this many digits is an address: in the upper half of the space of a user, or where a JVM puts its classes. */
    private static final Pattern ADDRESS =
            Pattern.compile("0x(?:(?:7f|5[56])[0-9a-f]{10}|[1-9a-e][0-9a-f]{6,8})(?![0-9a-f])");

    private final Map<String, String> theirNames;
    private final Map<String, String> ourNames;
    private final List<Explanation> explanations;
    private final Explanations used;
    private final boolean anyAddress;

    /**
     * Compares lines of a program.
     *
     * @param anyAddress whether addresses differ from run to run
     */
    Equality(String program, TraceLog theirs, TraceLog ours, Explanations explanations, boolean anyAddress) {
        this.theirNames = theirs.names();
        this.ourNames = ours.names();
        this.explanations = explanations.of(program);
        this.used = explanations;
        this.anyAddress = anyAddress;
    }

    boolean same(LogLine theirs, LogLine ours) {
        boolean column = theirs.sharesColumnWith(ours);
        String their = column ? theirs.text() : theirs.withoutColumn();
        String our = column ? ours.text() : ours.withoutColumn();
        if (their.equals(our) || sameNumbers(their, our)) {
            needChance(theirs);
            return true;
        }
        return explained(theirs, ours);
    }

    /** What differs by chance is equal by chance, too. */
    private void needChance(LogLine line) {
        for (Explanation each : explanations) {
            if (each.kind() == Explanation.Kind.CHANCE && each.matches(line)) used.need(each);
        }
    }

    private boolean explained(LogLine theirs, LogLine ours) {
        if (!theirs.name().equals(ours.name())) return false;
        // A masked value has another length, which moves the result.
        String their = theirs.withoutColumn();
        String our = ours.withoutColumn();
        List<Explanation> fitting = explanations.stream()
                .filter(each -> each.masks() && each.matches(theirs) && each.matches(ours))
                .toList();
        for (Explanation each : fitting) {
            their = each.mask(their);
            our = each.mask(our);
        }
        if (fitting.isEmpty() || !sameNumbers(their, our)) return false;
        fitting.stream().filter(each -> neededBy(each, theirs, ours)).forEach(used::need);
        return true;
    }

    /** An explanation is needed where what it masks differs. */
    private static boolean neededBy(Explanation explanation, LogLine theirs, LogLine ours) {
        Matcher their = explanation.line().matcher(theirs.text());
        Matcher our = explanation.line().matcher(ours.text());
        while (their.find() && our.find()) {
            for (int group = 1; group <= their.groupCount(); group++) {
                String value = their.group(group);
                if (value != null && !value.equals(our.group(group))) return true;
            }
        }
        return explanation.kind() == Explanation.Kind.CHANCE;
    }

    private boolean sameNumbers(String theirs, String ours) {
        Matcher their = NUMBER.matcher(theirs);
        Matcher our = NUMBER.matcher(ours);
        int theirEnd = 0;
        int ourEnd = 0;
        while (their.find()) {
            if (!our.find()) return false;
            if (!theirs.substring(theirEnd, their.start()).equals(ours.substring(ourEnd, our.start()))) return false;
            if (!sameNumber(their.group(), our.group())) return false;
            theirEnd = their.end();
            ourEnd = our.end();
        }
        return !our.find() && theirs.substring(theirEnd).equals(ours.substring(ourEnd));
    }

    private boolean sameNumber(String theirs, String ours) {
        if (theirs.equals(ours)) return true;
        String name = theirNames.get(theirs);
        if (name != null && name.equals(ourNames.get(ours))) return true;
        return anyAddress
                && ADDRESS.matcher(theirs).matches()
                && ADDRESS.matcher(ours).matches();
    }
}
