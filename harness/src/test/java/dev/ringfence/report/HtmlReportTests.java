package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Scope;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.Ledger;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.RecordingJoin;
import dev.ringfence.recording.Settling;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.testing.Calls;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTests {
    private static final String EVIL = "<script>alert('x')</script>&\"";

    private final Calls calls = new Calls();

    private static Recording recording(
            List<TraceEvent> events, Map<Integer, FdTarget> after, List<CallCount> counts, List<Gap> gaps) {
        Ledger ledger = new Ledger(Calls.WORKER, Set.of());
        events.forEach(ledger::apply);
        return RecordingJoin.join(
                new RecordingJoin.Window("uploads()", Calls.WORKER, 0, Instant.EPOCH, 12_000_000, Set.of("openat")),
                new RecordingJoin.Trace(events, null, 0, counts, gaps, List.of()),
                ledger.finish(after.keySet(), Set.of()),
                new FdSnapshot(0, Map.of()),
                new FdSnapshot(1, after),
                new Settling(250_000_000, true));
    }

    /** The page is written so that it is well-formed XML up to its doctype and meta elements; this reads its text. */
    private static Document parse(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> texts(Document page, String element) {
        NodeList nodes = page.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) texts.add(nodes.item(i).getTextContent());
        return texts;
    }

    @Test
    void a_leak_is_shown_by_site_with_its_stack() throws Exception {
        calls.from(
                Calls.frame("java.nio.file.Files", "newInputStream", 160),
                new StackTraceElement(
                        "app", null, null, "com.example.UploadService", "store", "UploadService.java", 57));
        Recording recording = recording(
                List.of(
                        calls.open(41, "/tmp/a"),
                        calls.open(42, "/tmp/b"),
                        calls.without("not asked").close(43)),
                Map.of(41, FdTarget.ofLink("/tmp/a"), 42, new FdTarget("/tmp/b (deleted)", "/tmp/b (deleted)")),
                List.of(
                        new CallCount("close", Scope.RUNTIME, 3, 0),
                        new CallCount("openat", Scope.TEST, 2, 1),
                        new CallCount("close", Scope.TEST, 9, 0)),
                List.of());
        Document page = parse(HtmlReport.render(recording, "UploadServiceIT.uploads", "2 were left open"));
        assertThat(texts(page, "h1")).containsExactly("UploadServiceIT.uploads");
        assertThat(texts(page, "h2")).containsExactly("Completeness", "Left open", "System calls", "Events");
        assertThat(texts(page, "h3")).containsExactly("2 × com.example.UploadService.store(UploadService.java:57)");
        assertThat(texts(page, "pre"))
                .containsExactly(
                        "2 were left open",
                        "\"main\"\n    at java.nio.file.Files.newInputStream(Files.java:160)\n"
                                + "    at com.example.UploadService.store(UploadService.java:57)");
        assertThat(texts(page, "td"))
                .startsWith(
                        "41", "/tmp/a", "0.001 ms", "\"main\" (tid 4712)", "openat(\"/tmp/a\", O_RDONLY) = 41", "42")
                .contains("/tmp/b (deleted)")
                .containsSubsequence("close", "test", "9", "0", "openat", "test", "2", "1", "close", "runtime", "3")
                .endsWith("0.003 ms", "\"main\" (tid 4712)", "close(43) = 0");
        assertThat(texts(page, "dd"))
                .containsExactly("uploads()", "12.000 ms", "2", "0", "2", "0", "2", "after 250.000 ms");
    }

    @Test
    void what_the_collector_closed_is_shown_with_its_closer() throws Exception {
        Recording recording = recording(
                List.of(calls.open(41, "/tmp/a"), calls.by(Calls.CLEANER).close(41)), Map.of(), List.of(), List.of());
        Document page = parse(HtmlReport.render(recording, "t", "m"));
        assertThat(texts(page, "h2")).contains("Abandoned: closed by the garbage collector");
        assertThat(texts(page, "td")).contains("/tmp/a", "close by \"Common-Cleaner\" (tid 4715)");
        assertThat(texts(page, "pre")).contains("no stack: built by hand");
    }

    @Test
    void a_clean_recording_says_so() throws Exception {
        String html = HtmlReport.render(recording(List.of(), Map.of(), List.of(), List.of()), "t", "");
        Document page = parse(html);
        assertThat(texts(page, "h2")).containsExactly("Completeness");
        assertThat(texts(page, "p")).element(0).isEqualTo("passed");
        assertThat(texts(page, "p")).element(1).asString().startsWith("Nothing is missing");
    }

    @Test
    void whatever_a_program_names_is_text_and_not_markup() throws Exception {
        calls.from(Calls.frame("com.example." + EVIL, EVIL, 1));
        Recording recording = recording(
                List.of(calls.open(41, EVIL)),
                Map.of(41, FdTarget.ofLink(EVIL)),
                List.of(),
                List.of(new Gap(Concern.COUNTS, EVIL)));
        String html = HtmlReport.render(recording.named(EVIL), EVIL, EVIL);
        assertThat(html).doesNotContain("<script").doesNotContain("alert('x')");
        Document page = parse(html);
        assertThat(texts(page, "title")).containsExactly(EVIL);
        assertThat(texts(page, "td")).contains(EVIL);
        assertThat(texts(page, "p")).containsExactly("counts: " + EVIL);
        assertThat(texts(page, "script")).isEmpty();
    }

    @Test
    void the_page_needs_nothing_from_elsewhere() {
        String html = HtmlReport.render(recording(List.of(), Map.of(), List.of(), List.of()), "t", "");
        assertThat(html)
                .contains("default-src 'none'", "prefers-color-scheme: dark")
                .doesNotContain("http:", "https:", "<link", "src=", "url(", "@import");
    }

    @Test
    void a_thousand_events_are_shown_and_the_others_counted() throws Exception {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < 1_007; i++) events.add(calls.close(9));
        Document page = parse(HtmlReport.render(recording(events, new TreeMap<>(), List.of(), List.of()), "t", ""));
        assertThat(texts(page, "td")).hasSize(3_000);
        assertThat(texts(page, "p")).last().isEqualTo("… and 7 more");
    }
}
