package dev.ringfence.recording;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallFilter;
import dev.ringfence.syscall.expression.CannotTellException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the calls of a recording for which expressions hold. */
final class RecordedCalls {
    private static final int NAMED = 5;

    private RecordedCalls() {}

    static List<SyscallEvent> in(Recording recording, CallFilter filter) {
        for (CallExpression expression : filter.expressions()) {
            if (expression instanceof CallExpression.Calls calls) requireObserved(recording, calls);
        }
        List<SyscallEvent> found = new ArrayList<>();
        EventFacts facts = EventFacts.of(recording);
        try (Stream<TraceEvent> all = recording.allEvents()) {
            all.forEachOrdered(event -> {
                if (event instanceof SyscallEvent call && filter.holds(facts.of(call))) found.add(call);
                facts.apply(event);
            });
        }
        return List.copyOf(found);
    }

    /** Where none of the calls was watched, that none was seen says nothing. */
    private static void requireObserved(Recording recording, CallExpression.Calls calls) {
        Set<String> names = calls.selection().names(Abi.X86_64);
        if (names.isEmpty() || !Collections.disjoint(names, recording.observed())) return;
        String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        throw new CannotTellException((names.size() > NAMED ? named + ", ..." : named)
                + (names.size() == 1 ? " was" : " were") + " not observed in " + recording.name()
                + "; observe with @Traced(observe = ...)");
    }
}
