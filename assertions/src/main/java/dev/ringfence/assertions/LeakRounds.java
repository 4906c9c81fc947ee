package dev.ringfence.assertions;

import dev.ringfence.Recorder;
import dev.ringfence.assertions.error.Standing;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.judge.LeakJudge;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.GrowthSeries;
import dev.ringfence.ledger.Rounds;
import dev.ringfence.ledger.RunGrowths;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * Runs an action in rounds and decides whether it leaks. The rounds run inside of the test that is running, so nothing
 * has to be confirmed by running the test again.
 */
final class LeakRounds {
    private final RoundSettings settings;
    private final Recorder recorder;
    private final String name;
    private final LeakJudge judge;

    LeakRounds(RoundSettings settings, Recorder recorder, CallSite site) {
        this.settings = settings;
        this.recorder = recorder;
        this.name = "the action at " + site.position();
        Occasion occasion = new Occasion(
                "assertNoFdLeak(action) at " + site.position(),
                "round",
                Occasion.Allowing.ROUNDS,
                site.selected(),
                settings.most());
        this.judge = new LeakJudge(occasion, new WritableAssertionInfo());
    }

    <X extends Throwable> void run(Recorder.Action<X> action) throws X {
        for (int i = 0; i < settings.warmUps(); i++) action.run();
        List<Leaks> judged = new ArrayList<>();
        while (judged.size() < settings.judged()) {
            Leaks round = round(action);
            if (judge.isClean(round)) return;
            judged.add(round);
        }
        conclude(judged, verdict(judged, action));
    }

    private <X extends Throwable> Leaks round(Recorder.Action<X> action) throws X {
        Recording recording = recorder.record(action);
        return Leaks.in(recording.named(name), settings.allowances());
    }

    /** The first judged round is the suspected one of the series, those that follow confirm it. */
    private <X extends Throwable> SeriesVerdict verdict(List<Leaks> judged, Recorder.Action<X> action) throws X {
        while (true) {
            SeriesVerdict verdict = verdict(judged);
            if (!(verdict instanceof SeriesVerdict.RunAgain)) return verdict;
            judged.add(known(round(action)));
        }
    }

    private SeriesVerdict verdict(List<Leaks> judged) {
        List<Growth> growths = RunGrowths.of(
                judged.stream().map(Optional::of).toList(),
                Leaks::growth,
                (round, next) -> round.growthStillThereIn(next.recording()));
        if (settings.most() == 1)
            return new SeriesVerdict.Leak(growths.get(0).bySite().keySet(), 0, 0);
        boolean abandonedOnly = judged.stream().allMatch(round -> round.leftOpen() == 0);
        return GrowthSeries.judge(growths, Rounds.atMost(settings.most() - 1), abandonedOnly);
    }

    /** A round is clean only where that is certain. */
    private Leaks known(Leaks round) {
        judge.isClean(round);
        return round;
    }

    private void conclude(List<Leaks> judged, SeriesVerdict verdict) {
        if (verdict instanceof SeriesVerdict.Leak leak) {
            List<Leaks> grown = judged.stream()
                    .filter(round -> round.hasAnyAt(leak.sites()))
                    .toList();
            Standing standing = Standing.confirmed(leak, grown.size(), judged.size(), settings.warmUps());
            throw judge.failure(grown.get(0).onlyAt(leak.sites()), standing);
        }
        if (verdict instanceof SeriesVerdict.CannotTell cannotTell) throw judge.undecided(judged.get(0), cannotTell);
    }
}
