package dev.ringfence.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.RoundValues;
import dev.ringfence.budget.TestFindings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/**
 * Writes results as JSON: {@code {"format":"ringfence-results","version":1,...}}, in ASCII. The fields of an object come in
 * one fixed order, and a field whose value is absent is left out.
 */
final class ResultsWriter {
    static final String FORMAT = "ringfence-results";
    static final int VERSION = 1;

    static final String UNFIT = "unfit";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private ResultsWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(RunResults results) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            new ResultsWriter(json).writeResults(results);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private void writeResults(RunResults results) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeStringField("build", results.build());
        BudgetStanding standing = results.standing();
        if (standing != null) writeStanding(standing);
        json.writeArrayFieldStart("tests");
        for (TestResult test : results.tests().values()) writeTest(test);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeStanding(BudgetStanding standing) throws IOException {
        json.writeObjectFieldStart("budgets");
        json.writeStringField("mode", standing.mode().text());
        json.writeStringField("file", standing.file());
        json.writeStringField("profile", standing.profile());
        json.writeNumberField("entries", standing.entries());
        json.writeNumberField("unfit", standing.unfit());
        writeTexts("obsolete", standing.obsolete());
        json.writeEndObject();
    }

    private void writeTest(TestResult test) throws IOException {
        json.writeStartObject();
        json.writeStringField("test", test.test());
        json.writeStringField("name", test.name());
        json.writeStringField("verdict", test.verdict().code());
        String message = test.message();
        if (message != null) json.writeStringField("message", message);
        json.writeObjectFieldStart("entries");
        for (Map.Entry<String, String> entry : test.entries().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        TestFindings found = test.found();
        if (found != null) writeFindings(found);
        json.writeEndObject();
    }

    private void writeFindings(TestFindings found) throws IOException {
        json.writeBooleanField("complete", found.complete());
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<String, Long> number : found.numbers().entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("budget");
        for (Map.Entry<String, BudgetFinding> finding : found.budgets().entrySet()) {
            json.writeObjectFieldStart(finding.getKey());
            writeFinding(finding.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        writeTexts("reports", found.reports());
    }

    private void writeFinding(BudgetFinding finding) throws IOException {
        if (finding instanceof BudgetFinding.Kept kept) {
            json.writeStringField("state", "kept");
            json.writeNumberField("found", kept.found());
            json.writeNumberField("locked", kept.locked());
            json.writeNumberField("tolerance", kept.tolerance());
        } else if (finding instanceof BudgetFinding.Exceeded exceeded) {
            json.writeStringField("state", "exceeded");
            writeRounds(exceeded.rounds());
            json.writeNumberField("locked", exceeded.locked());
            json.writeNumberField("tolerance", exceeded.tolerance());
            writeProposed(exceeded.proposed());
        } else if (finding instanceof BudgetFinding.Measured measured) {
            json.writeStringField("state", "measured");
            writeRounds(measured.rounds());
            writeProposed(measured.proposed());
        } else if (finding instanceof BudgetFinding.NotJudged) {
            json.writeStringField("state", "not-judged");
        } else if (finding instanceof BudgetFinding.NotLocked) {
            json.writeStringField("state", "not-locked");
        } else if (finding instanceof BudgetFinding.Unknown unknown) {
            json.writeStringField("state", "unknown");
            json.writeStringField("reason", unknown.reason());
        }
    }

    private void writeRounds(RoundValues rounds) throws IOException {
        json.writeArrayFieldStart("rounds");
        for (long value : rounds.values()) json.writeNumber(value);
        json.writeEndArray();
    }

    private void writeProposed(Locked proposed) throws IOException {
        if (proposed instanceof Locked.Value value) {
            json.writeNumberField("median", value.median());
            json.writeNumberField("spread", value.spread());
        } else {
            json.writeStringField("median", UNFIT);
        }
    }

    private void writeTexts(String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }
}
