package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import dev.ringfence.jupiter.Inquiry;
import dev.ringfence.jupiter.Inquiry.Answer;
import dev.ringfence.jupiter.Inquiry.Answered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The series of one test about which questions were put: the inquiries of all its runs, by their key. Pure. */
final class InquiredTest {
    private final Map<String, List<Inquiry>> runs = new LinkedHashMap<>();
    private final Map<String, Answered> answers = new LinkedHashMap<>();

    /** Begins with the questions of the run that is reported. */
    InquiredTest(List<Inquiry> first) {
        for (Inquiry inquiry : first) take(inquiry);
    }

    private void take(Inquiry inquiry) {
        List<Inquiry> series = runs.computeIfAbsent(inquiry.key(), key -> new ArrayList<>());
        series.add(inquiry);
        Answer answer = series.get(0).answer(List.copyOf(series));
        if (answer instanceof Answered answered) answers.put(inquiry.key(), answered);
    }

    boolean isDecided() {
        return answers.keySet().containsAll(runs.keySet());
    }

    /** Takes what came of a further run. A run that does not put an open question again cannot answer it. */
    void ranAgain(Rerun run) {
        List<String> open =
                runs.keySet().stream().filter(key -> !answers.containsKey(key)).toList();
        for (Inquiry inquiry : run.inquiries()) {
            if (open.contains(inquiry.key())) take(inquiry);
        }
        List<String> asked = run.inquiries().stream().map(Inquiry::key).toList();
        for (String key : open) {
            if (!asked.contains(key)) {
                Throwable reason = run.thrown()
                        .orElseGet(() -> new HarnessException("the check did not run when the test was run again"));
                answers.put(key, first(key).unanswerable(reason));
            }
        }
    }

    private Inquiry first(String key) {
        return runs.getOrDefault(key, List.of()).get(0);
    }

    /** Answers what is open without more runs. */
    void giveUp(Throwable reason) {
        for (String key : runs.keySet()) {
            if (!answers.containsKey(key)) answers.put(key, first(key).unanswerable(reason));
        }
    }

    /** Returns the answers so far. */
    List<Answered> answers() {
        return List.copyOf(answers.values());
    }
}
