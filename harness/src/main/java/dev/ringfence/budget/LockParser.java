package dev.ringfence.budget;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelText.Line;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads a lock: strictly, because a line that is not understood would be a budget that nobody keeps. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LockParser {
    private static final Pattern VERSION = Pattern.compile(Pattern.quote(LockWriter.FORMAT) + "([1-9][0-9]{0,8})");
    private static final Pattern SECTION = Pattern.compile("\\[([^\\[\\]]*)]");
    /** The name of a test may have blanks, so a line is read from its end. */
    private static final Pattern LINE =
            Pattern.compile("(.*) ([^ ]*) (?:(unfit)|([^ ~]+)(?: ~([^ ]*))?)", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final Pattern CONFLICT = Pattern.compile("(?:<{7}|\\|{7}|={7}|>{7})(?: .*)?");

    private final SortedMap<String, SortedMap<LockKey, Locked>> sections = new TreeMap<>();
    private @Nullable SortedMap<LockKey, Locked> section;

    private LockParser() {}

    /**
     * Returns the lock.
     *
     * @param file for errors
     * @throws dev.ringfence.kernelfs.KernelTextException for whatever is not as {@link LockWriter} writes it, except for the
     *     order of lines and comments before the first section; the message names file, line and field
     */
    public static BudgetLock parse(String file, String text) {
        LockParser parser = new LockParser();
        List<Line> lines = KernelText.lines(file, text);
        checkVersion(lines.isEmpty() ? KernelText.line(file, "") : lines.get(0));
        lines.stream().skip(1).forEach(parser::take);
        return new BudgetLock(parser.sections);
    }

    private static void checkVersion(Line first) {
        Matcher version = VERSION.matcher(first.text());
        if (!version.matches()) {
            throw first.error("format", "expected \"" + LockWriter.FORMAT + LockWriter.VERSION + "\"");
        }
        if (!version.group(1).equals(Integer.toString(LockWriter.VERSION))) {
            throw first.error(
                    "format",
                    "it is version " + version.group(1) + ", and this Ringfence reads version " + LockWriter.VERSION
                            + " alone");
        }
    }

    private void take(Line line) {
        String text = line.text();
        if (CONFLICT.matcher(text).matches()) {
            throw line.error("line", "it is the mark of a conflict that was not resolved");
        }
        Matcher header = SECTION.matcher(text);
        if (text.isEmpty() || (section == null && text.startsWith("#"))) return;
        if (header.matches()) {
            begin(line, header.group(1));
        } else {
            add(line);
        }
    }

    private void begin(Line line, String profile) {
        if (!Profiles.isProfile(profile)) throw line.error("profile", "expected words with one blank between them");
        section = new TreeMap<>();
        if (sections.put(profile, section) != null) throw line.error("profile", "it has a section already");
    }

    private void add(Line line) {
        if (section == null) throw line.error("line", "expected a profile in brackets before it");
        Matcher parts = LINE.matcher(line.text());
        if (!parts.matches())
            throw line.error("line", "expected TEST METRIC NUMBER, TEST METRIC NUMBER ~SPREAD or TEST METRIC unfit");
        if (!LockKey.isTest(parts.group(1))) throw line.error("test", "expected CLASS#METHOD(TYPES)");
        if (!NAME.matcher(parts.group(2)).matches()) throw line.error("metric", "expected the name of a metric");
        LockKey key = new LockKey(parts.group(1), parts.group(2));
        Locked locked = parts.group(3) != null ? new Locked.Unfit() : value(line, parts.group(4), parts.group(5));
        if (section.put(key, locked) != null)
            throw line.error("line", "there is another line for this test and metric");
    }

    private static Locked value(Line line, String median, @Nullable String spread) {
        return new Locked.Value(number(line, median, "median"), spread == null ? 0 : number(line, spread, "spread"));
    }

    private static long number(Line line, String text, String name) {
        if (!NUMBER.matcher(text).matches()) throw line.error(name, "expected a whole number without zeros before it");
        return line.decimal(text, name);
    }
}
