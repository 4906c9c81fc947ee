package dev.ringfence.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Two logs of one program, compared thread by thread and line by line.
 *
 * @param compared how many lines of theirs were compared
 * @param differences in the order of the threads
 */
record Comparison(int compared, List<Difference> differences) {
    /** How far a line is looked for when lines are missing on one side. */
    private static final int REACH = 60;

    /**
     * Compares.
     *
     * @param anyAddress whether addresses differ from run to run
     */
    static Comparison of(
            String program, TraceLog theirs, TraceLog ours, Explanations explanations, boolean anyAddress) {
        Walk walk = new Walk(program, new Equality(program, theirs, ours, explanations, anyAddress));
        Placeless placeless = new Placeless(explanations.of(program), explanations);
        SortedSet<String> threads = new TreeSet<>(theirs.threads().keySet());
        threads.addAll(ours.threads().keySet());
        int compared = 0;
        for (String thread : threads) {
            List<LogLine> their = theirs.threads().getOrDefault(thread, List.of());
            List<LogLine> our = ours.threads().getOrDefault(thread, List.of());
            compared += their.size();
            walk.inOrder(thread, placeless.ordered(their), placeless.ordered(our));
            walk.anyOrder(thread, placeless.anytime(their), placeless.anytime(our));
        }
        return new Comparison(compared, List.copyOf(walk.differences));
    }

    /** Walks along two threads. */
    private static final class Walk {
        private final String program;
        private final Equality equality;
        private final List<Difference> differences = new ArrayList<>();

        Walk(String program, Equality equality) {
            this.program = program;
            this.equality = equality;
        }

        void inOrder(String thread, List<LogLine> theirs, List<LogLine> ours) {
            int their = 0;
            int our = 0;
            while (their < theirs.size() || our < ours.size()) {
                if (same(theirs, their, ours, our)) {
                    their++;
                    our++;
                    continue;
                }
                int[] skip = skip(theirs, their, ours, our);
                report(thread, theirs.subList(their, their + skip[0]), ours.subList(our, our + skip[1]), their);
                their += skip[0];
                our += skip[1];
            }
        }

        void anyOrder(String thread, List<LogLine> theirs, List<LogLine> ours) {
            List<LogLine> left = new ArrayList<>(ours);
            List<LogLine> missing = new ArrayList<>();
            for (LogLine line : theirs) {
                int found = 0;
                while (found < left.size() && !equality.same(line, left.get(found))) found++;
                if (found < left.size()) {
                    left.remove(found);
                } else {
                    missing.add(line);
                }
            }
            report(thread, missing, left, 0);
        }

        private boolean same(List<LogLine> theirs, int their, List<LogLine> ours, int our) {
            return their < theirs.size() && our < ours.size() && equality.same(theirs.get(their), ours.get(our));
        }

        /** Returns how many lines of each side to leave out so that the next ones are the same: as few as possible. */
        private int[] skip(List<LogLine> theirs, int their, List<LogLine> ours, int our) {
            for (int sum = 1; sum <= REACH; sum++) {
                // Pairs first: a line that differs is likelier than one that is missing here and another one there.
                for (int distance = sum % 2; distance <= sum; distance += 2) {
                    int more = (sum + distance) / 2;
                    int less = sum - more;
                    if (same(theirs, their + more, ours, our + less)) return new int[] {more, less};
                    if (same(theirs, their + less, ours, our + more)) return new int[] {less, more};
                }
            }
            return new int[] {theirs.size() - their, ours.size() - our};
        }

        private void report(String thread, List<LogLine> theirs, List<LogLine> ours, int index) {
            for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
                differences.add(new Difference(program, thread, index + i + 1, textOf(theirs, i), textOf(ours, i)));
            }
        }

        private static String textOf(List<LogLine> lines, int index) {
            return index < lines.size() ? lines.get(index).text() : Difference.NOTHING;
        }
    }

    /** Takes out of a thread what has no place in its order. */
    private record Placeless(List<Explanation> explanations, Explanations used) {
        List<LogLine> ordered(List<LogLine> thread) {
            return thread.stream()
                    .filter(line -> !fits(line, Explanation.Kind.ANYTIME))
                    .filter(line -> !fits(line, Explanation.Kind.ANY_NUMBER))
                    .toList();
        }

        List<LogLine> anytime(List<LogLine> thread) {
            return thread.stream()
                    .filter(line -> fits(line, Explanation.Kind.ANYTIME))
                    .filter(line -> !fits(line, Explanation.Kind.ANY_NUMBER))
                    .toList();
        }

        private boolean fits(LogLine line, Explanation.Kind kind) {
            for (Explanation each : explanations) {
                if (each.kind() == kind && each.matches(line)) {
                    used.need(each);
                    return true;
                }
            }
            return false;
        }
    }
}
