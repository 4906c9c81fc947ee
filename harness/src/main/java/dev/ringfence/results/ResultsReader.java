package dev.ringfence.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.RoundValues;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.recording.codec.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads what {@link ResultsWriter} writes, and nothing else. */
final class ResultsReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> STATES =
            Set.of("kept", "exceeded", "measured", "not-judged", "not-locked", "unknown");

    private final StrictJson in;

    private ResultsReader(StrictJson in) {
        this.in = in;
    }

    /**
     * Returns the results.
     *
     * @throws dev.ringfence.recording.codec.RecordingFormatException if the text is of another format or version
     */
    static RunResults read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return StrictJson.read(parser, json -> new ResultsReader(json).readResults());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private RunResults readResults() {
        in.beginObject();
        in.field("format").oneOf(Set.of(ResultsWriter.FORMAT), "the format " + ResultsWriter.FORMAT);
        in.field("version").integerAs(version -> version == ResultsWriter.VERSION ? version : null, "version 1");
        String build = in.field("build").text();
        BudgetStanding standing = in.isField("budgets") ? readStanding() : null;
        List<TestResult> tests = in.field("tests").list(this::readTest);
        in.endObject();
        return RunResults.of(build, standing, tests);
    }

    private BudgetStanding readStanding() {
        in.field("budgets").beginObject();
        BudgetStanding standing = new BudgetStanding(
                oneOf("mode", BudgetMode.values(), BudgetMode::text),
                in.field("file").text(),
                in.field("profile").text(),
                in.field("entries").integer(),
                in.field("unfit").number(),
                new TreeSet<>(in.field("obsolete").list(in::text)));
        in.endObject();
        return standing;
    }

    private TestResult readTest() {
        in.beginObject();
        String test = in.field("test").text();
        String name = in.field("name").text();
        Verdict verdict = oneOf("verdict", Verdict.values(), Verdict::code);
        String message = in.optionalText("message");
        SortedMap<String, String> entries = readMap("entries", in::text);
        TestFindings found = in.isField("complete") ? readFindings() : null;
        in.endObject();
        return new TestResult(test, name, verdict, message, entries, found);
    }

    private <T> SortedMap<String, T> readMap(String name, Supplier<T> value) {
        SortedMap<String, T> map = new TreeMap<>();
        in.field(name).beginObject();
        while (in.isAnyField()) {
            String key = in.anyField();
            map.put(key, value.get());
        }
        in.endObject();
        return map;
    }

    private TestFindings readFindings() {
        boolean complete = in.field("complete").bool();
        SortedMap<String, Long> numbers = readMap("metrics", in::number);
        SortedMap<String, BudgetFinding> budgets = readMap("budget", this::readFinding);
        return new TestFindings(numbers, complete, budgets, in.field("reports").list(in::text));
    }

    private BudgetFinding readFinding() {
        in.beginObject();
        String state = in.field("state").oneOf(STATES, "the state of a budget");
        BudgetFinding finding = switch (state) {
            case "kept" -> new BudgetFinding.Kept(number("found"), number("locked"), number("tolerance"));
            case "exceeded" -> readExceeded();
            case "measured" -> readMeasured();
            case "not-judged" -> new BudgetFinding.NotJudged();
            case "not-locked" -> new BudgetFinding.NotLocked();
            default -> new BudgetFinding.Unknown(in.field("reason").text());
        };
        in.endObject();
        return finding;
    }

    private BudgetFinding readExceeded() {
        RoundValues rounds = readRounds();
        long locked = number("locked");
        long tolerance = number("tolerance");
        return new BudgetFinding.Exceeded(rounds, locked, tolerance, readProposed());
    }

    private BudgetFinding readMeasured() {
        RoundValues rounds = readRounds();
        return new BudgetFinding.Measured(rounds, readProposed());
    }

    private RoundValues readRounds() {
        return new RoundValues(in.field("rounds").list(in::number));
    }

    private Locked readProposed() {
        in.field("median");
        if (in.isText()) {
            in.oneOf(Set.of(ResultsWriter.UNFIT), ResultsWriter.UNFIT);
            return new Locked.Unfit();
        }
        return new Locked.Value(in.number(), number("spread"));
    }

    private <E> E oneOf(String name, E[] constants, Function<E, String> text) {
        Set<String> allowed = Arrays.stream(constants).map(text).collect(Collectors.toSet());
        String found = in.field(name).oneOf(allowed, "one of " + new TreeSet<>(allowed));
        return Arrays.stream(constants)
                .filter(constant -> text.apply(constant).equals(found))
                .findAny()
                .orElseThrow();
    }

    private long number(String name) {
        return in.field(name).number();
    }
}
