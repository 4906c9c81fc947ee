package dev.ringfence.worker;

import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.jupiter.Inquiry;
import dev.ringfence.jupiter.RunNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A question that is answered after so many runs, and fails the test or does not. */
record ScriptedInquiry(String key, int runs, boolean fails) implements Inquiry {
    static final BudgetFinding FOUND = new BudgetFinding.NotJudged();

    @Override
    public boolean canFail() {
        return fails;
    }

    @Override
    public Answer answer(List<Inquiry> all) {
        return all.size() < runs ? new RunAgain() : answered(fails ? key + " after " + all.size() + " runs" : null);
    }

    @Override
    public Answered unanswerable(Throwable reason) {
        return answered(fails ? key + " cannot tell: " + reason.getMessage() : null);
    }

    private Answered answered(String failure) {
        return new Answered(
                Map.of("entry." + key, "said"),
                new TreeMap<>(Map.of(key, FOUND)),
                failure == null ? null : new AssertionError(failure));
    }

    /** What the extension leaves about a run that puts these questions. */
    static RunNotes notes(ScriptedInquiry... inquiries) {
        return new RunNotes(
                new TestFindings(new TreeMap<>(Map.of("opens", 4L)), true, new TreeMap<>(), List.of()),
                List.of(inquiries),
                RunNotes.NO_EVIDENCE);
    }

    /** The same, with a report. */
    static RunNotes notes(Path page, ScriptedInquiry... inquiries) {
        RunNotes.Evidence evidence = new RunNotes.Evidence() {
            @Override
            public Optional<Path> write(Throwable finalFailure) throws IOException {
                Files.writeString(page, String.valueOf(finalFailure.getMessage()));
                return Optional.of(page);
            }

            @Override
            public void discard() {}
        };
        return new RunNotes(notes(inquiries).findings(), List.of(inquiries), evidence);
    }
}
