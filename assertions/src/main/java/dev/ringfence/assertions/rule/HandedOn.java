package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.ProgramExecuted.Inherited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Descriptors beside the standard ones that a program was handed, because nobody made them close-on-exec. */
final class HandedOn implements Watcher {
    private static final int LAST_STANDARD = 2;

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        if (!(seen.event() instanceof ProgramExecuted executed) || !seen.isJudged()) return;
        Optional<List<Inherited>> inherited = executed.inherited();
        if (inherited.isEmpty()) found.doubt(executed, "what it was handed could not be read");
        inherited.orElse(List.of()).stream()
                .filter(each -> each.fd().value() > LAST_STANDARD)
                .forEach(each -> found.offence(offence(seen, executed, each)));
    }

    /** The call that opened it is what has to be changed; where it is not known, the execution is shown. */
    private static Offence offence(SeenCall seen, ProgramExecuted executed, Inherited inherited) {
        String handed = inherited.link() + " is handed to " + executed.program() + " as fd " + inherited.fd();
        Sighting sighting = seen.held(inherited.fd().value()) instanceof Held.Open open
                        && open.openedBy().isPresent()
                ? new Sighting(open.openedBy().get(), handed)
                : new Sighting(executed, handed);
        List<String> names = new ArrayList<>();
        names.add(inherited.link());
        names.addAll(ProcessRules.names(executed.program()));
        return new Offence(sighting, names);
    }
}
