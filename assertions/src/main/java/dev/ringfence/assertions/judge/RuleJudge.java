package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.error.ShouldKeepRule;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Judges whether a window kept to a rule. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RuleJudge {
    private RuleJudge() {}

    /**
     * Fails if the rule was broken. What is missing from a recording seldom makes up for what is there, so a breach is
     * certain, whatever is missing; keeping to a rule is certain only where nothing is.
     *
     * @return how often it was broken by what is allowed
     * @throws AssertionFailedError with what the rule expects as expected and what broke it as actual value
     * @throws dev.ringfence.assertions.error.CannotTellError if what it needs was not observed, or may be missing
     */
    public static long judge(Recording recording, Rule rule, List<Allowance> allowances, Asker asker) {
        Guard guard = new Guard(recording, asker.info());
        guard.observed(rule.observing());
        Findings findings = rule.find(recording, allowances);
        String subject = rule.subject(recording);
        if (findings.count() > 0) {
            if (rule.gapsMayExplain()) guard.complete(subject, rule.concerns(recording));
            throw failure(recording, rule, findings, asker);
        }
        guard.complete(subject, rule.concerns(recording));
        guard.certain(subject, findings.doubts(), findings.doubtful(), rule.observing());
        return findings.allowed();
    }

    private static AssertionFailedError failure(Recording recording, Rule rule, Findings findings, Asker asker) {
        String text = TextMessage.of(
                ShouldKeepRule.shouldKeepRule(
                        recording,
                        rule.expectation(),
                        rule.found(findings),
                        findings,
                        asker.allowing(),
                        asker.selector().get()),
                asker.info());
        Optional<Throwable> here =
                CalledHere.of(recording, findings.offences().get(0).sighting().event());
        return here.map(cause -> new AssertionFailedError(text, rule.expected(), findings.names(), cause))
                .orElseGet(() -> new AssertionFailedError(text, rule.expected(), findings.names()));
    }
}
