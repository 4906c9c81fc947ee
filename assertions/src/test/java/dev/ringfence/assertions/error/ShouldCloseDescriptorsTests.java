package dev.ringfence.assertions.error;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.evidence.Occasion.Allowing;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Completeness.Concern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShouldCloseDescriptorsTests {
    private static final Occasion ANNOTATION =
            new Occasion("@NoFdLeak", "test", Allowing.ANNOTATION, "UploadServiceIT#uploads", 0);

    // --- The whole message ---

    @Test
    void reads_as_the_documentation_shows() {
        Leaks leaks = leaks(twoSites());

        assertThat(message(leaks, ANNOTATION, Standing.confirmed(leak(leaks, 12, 12))))
                .isEqualTo("""
                        Expecting no descriptor to be left open by uploads(), but 2 were:

                          fd 41  /tmp/upload-7731   opened by "http-worker-3" (tid 5120) 12 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                          fd 42  socket TCP 127.0.0.1:8080 -> 127.0.0.1:51324 CLOSE_WAIT   opened by "http-worker-3" (tid 5120) 14 ms into the test, still open at its end
                                 at com.example.Server.accept(Server.java:90)

                        opens 6, closes 4 · confirmed: 12 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = {"/tmp/upload-*", "com.example.Server.accept(*)"}, because = "…")
                        reproduce:    mvn test -Dtest=UploadServiceIT#uploads -Dringfence.rounds=20""");
    }

    @Test
    void says_was_of_one_and_names_one_pattern() {
        Leaks leaks = leaks(recording("uploads()").opens(7, "/tmp/upload-7731").neverClosed());

        assertThat(message(leaks, ANNOTATION, Standing.confirmed(leak(leaks, 7, 12))))
                .isEqualTo("""
                        Expecting no descriptor to be left open by uploads(), but 1 was:

                          fd 7  /tmp/upload-7731   opened by "main" (tid 5101) 1 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 1, closes 0 · confirmed: 7 of 12 more runs left more of the same
                        allow it:     @NoFdLeak(except = "/tmp/upload-*", because = "…")
                        reproduce:    mvn test -Dtest=UploadServiceIT#uploads -Dringfence.rounds=20""");
    }

    @Test
    void lines_up_the_leaks_of_one_site_and_names_copies_and_deleted_files() {
        Leaks leaks = leaks(recording("uploads()")
                .opens(9, "/tmp/upload-1")
                .neverClosedButDeleted()
                .opens(10, "/tmp/upload-1")
                .asCopyOf(9)
                .atMillis(2)
                .neverClosed());

        assertThat(message(leaks, ANNOTATION, Standing.judgedByOneRun())).isEqualTo("""
                        Expecting no descriptor to be left open by uploads(), but 2 were:

                          fd 9   /tmp/upload-1 (deleted)   opened by "main" (tid 5101) 1 ms into the test, still open at its end
                          fd 10  /tmp/upload-1             copied from fd 9 by "main" (tid 5101) 2 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 2, closes 0 · judged by one run
                        allow it:     @NoFdLeak(except = "/tmp/upload-*", because = "…")
                        reproduce:    mvn test -Dtest=UploadServiceIT#uploads -Dringfence.rounds=20""");
    }

    @Test
    void shows_what_the_collector_closed() {
        Leaks leaks = leaks(recording("uploads()")
                .opens(41, "/tmp/upload-7731")
                .atMillis(12)
                .abandonedForMillis(40));

        assertThat(message(leaks, ANNOTATION, Standing.judgedByOneRun())).isEqualTo("""
                        Expecting no descriptor to be left to the garbage collector by uploads(), but 1 was:

                          fd 41  /tmp/upload-7731   opened by "main" (tid 5101) 12 ms into the test, abandoned: closed by the garbage collector ("Common-Cleaner") 40 ms later
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 1, closes 0 · judged by one run
                        allow it:     @NoFdLeak(except = "/tmp/upload-*", because = "…")
                        reproduce:    mvn test -Dtest=UploadServiceIT#uploads -Dringfence.rounds=20""");
    }

    @Test
    void shows_growth_that_slowed_but_did_not_end() {
        Leaks leaks = leaks(recording("uploads()").opens(41, "/tmp/upload-7731").neverClosed());

        assertThat(ShouldCloseDescriptors.shouldStopGrowing(leaks, ANNOTATION, "growth slowed but did not end")
                        .create())
                .isEqualTo("""
                        cannot tell whether uploads() leaks descriptors: growth slowed but did not end

                          fd 41  /tmp/upload-7731   opened by "main" (tid 5101) 1 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 1, closes 0 · not confirmed by more runs
                        allow it:     @NoFdLeak(except = "/tmp/upload-*", because = "…")
                        reproduce:    mvn test -Dtest=UploadServiceIT#uploads -Dringfence.rounds=20""");
    }

    // --- Parts of it ---

    @Test
    void counts_what_is_open_and_what_was_abandoned() {
        Leaks leaks = leaks(recording("uploads()")
                .opens(41, "/tmp/a")
                .neverClosed()
                .opens(42, "/tmp/b")
                .abandonedForMillis(5)
                .opens(43, "/tmp/c")
                .abandonedForMillis(6));

        assertThat(message(leaks, ANNOTATION, Standing.unconfirmed()))
                .startsWith(
                        "Expecting no descriptor to be left open by uploads(), but 1 was and 2 more were abandoned:\n");
    }

    @Test
    void shows_ten_leaks_of_one_site() {
        RecordingBuilder builder = recording("uploads()");
        for (int fd = 100; fd < 147; fd++)
            builder.opens(fd, "/tmp/upload-" + fd).neverClosed();

        assertThat(message(leaks(builder), ANNOTATION, Standing.unconfirmed()))
                .contains("but 47 were:\n\n  fd 100  /tmp/upload-100   opened by")
                .contains("""
                          fd 109  /tmp/upload-109   opened by "main" (tid 5101) 1 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)
                                 ... and 37 more from the same line

                        opens 47, closes 0""".indent(0).stripTrailing())
                .doesNotContain("fd 110");
    }

    @Test
    void shows_the_leak_of_a_small_site_beside_a_large_one() {
        RecordingBuilder builder = recording("uploads()");
        for (int fd = 100; fd < 147; fd++)
            builder.opens(fd, "/tmp/upload-" + fd).neverClosed();
        builder.opens(7, "/tmp/b").in("com.example.Other", "open", 3).neverClosed();

        assertThat(message(leaks(builder), ANNOTATION, Standing.unconfirmed()))
                .contains(
                        "fd 108  ",
                        "... and 38 more from the same line",
                        "fd 7  /tmp/b",
                        "at com.example.Other.open(Other.java:3)")
                .doesNotContain("fd 109  ", "other site");
    }

    @Test
    void shows_ten_sites() {
        RecordingBuilder builder = recording("uploads()");
        for (int i = 1; i <= 12; i++) {
            builder.opens(2 * i, "/tmp/a").in("com.example.C" + i, "open", i).neverClosed();
            builder.opens(2 * i + 1, "/tmp/a")
                    .in("com.example.C" + i, "open", i)
                    .neverClosed();
        }

        assertThat(message(leaks(builder), ANNOTATION, Standing.unconfirmed()))
                .contains(
                        "at com.example.C10.open(C10.java:10)\n         called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)\n"
                                + "         ... and 1 more from the same line\n  ... and 4 more from 2 other sites\n")
                .doesNotContain("C11");
    }

    @Test
    void counts_what_is_allowed() {
        Leaks leaks = Leaks.in(
                twoSites().build(), List.of(new Allowance(new Glob("/tmp/upload-*"), "kept for the next test")));

        assertThat(message(leaks, ANNOTATION, Standing.unconfirmed()))
                .contains("but 1 was:", "opens 6, closes 4, allowed 1 · not confirmed by more runs")
                .doesNotContain("/tmp/upload-7731");
    }

    @Test
    void shows_gaps_of_the_recording_beside_a_certain_leak() {
        Leaks leaks = leaks(recording("uploads()")
                .opens(41, "/tmp/a")
                .neverClosed()
                .gap(Concern.EVENTS, "12 events were dropped")
                .gap(Concern.DESCRIPTORS, "descriptor 50 (socket:[99]) appeared without an observed call"));

        assertThat(message(leaks, ANNOTATION, Standing.unconfirmed()))
                .contains("\nincomplete:   descriptor 50 (socket:[99]) appeared without an observed call\n")
                .doesNotContain("dropped");
    }

    @Test
    void says_when_the_deadline_ended_the_wait() {
        Leaks leaks =
                leaks(recording("uploads()").opens(41, "/tmp/a").neverClosed().notQuietAfter(3000));

        assertThat(message(leaks, ANNOTATION, Standing.unconfirmed()))
                .contains("opens 1, closes 0 · not quiet after 3000 ms · not confirmed by more runs\n");
    }

    @Test
    void names_confirmed_sites_that_this_run_did_not_show() {
        Leaks leaks = leaks(recording("uploads()").opens(41, "/tmp/a").neverClosed());
        Set<Site> sites = new HashSet<>(leaks.bySite().keySet());
        sites.add(new Site("other", "com.example.Late.open(Late.java:9)"));

        assertThat(message(leaks, ANNOTATION, Standing.confirmed(new SeriesVerdict.Leak(sites, 12, 12))))
                .contains("left more of the same\nalso at:      com.example.Late.open(Late.java:9)\nallow it:");
    }

    @Test
    void quotes_a_nested_class_for_the_shell() {
        Occasion nested = new Occasion("@NoFdLeak", "test", Allowing.ANNOTATION, "UploadIT$Large#uploads", 0);

        assertThat(message(leaks(twoSites()), nested, Standing.unconfirmed()))
                .endsWith("reproduce:    mvn test -Dtest='UploadIT$Large#uploads' -Dringfence.rounds=20");
    }

    @Test
    void allows_in_the_language_of_the_assertion() {
        Leaks leaks = leaks(recording("uploads()").opens(41, "/tmp/say \"hi\"").neverClosed());

        assertThat(lastLine(leaks, Allowing.RECORDING))
                .isEqualTo(
                        "allow it:     assertThat(recording).allowing(\"/tmp/say \\\"hi\\\"\", \"…\").hasNoFdLeak()");
        assertThat(lastLine(leaks, Allowing.SO_FAR))
                .isEqualTo(
                        "allow it:     assertThat(Recorder.current().soFar()).allowing(\"/tmp/say \\\"hi\\\"\", \"…\").hasNoFdLeak()");
        assertThat(lastLine(leaks, Allowing.ROUNDS))
                .isEqualTo("allow it:     assertNoFdLeak(rounds().allowing(\"/tmp/say \\\"hi\\\"\", \"…\"), …)");
    }

    @Test
    void says_how_sure_it_is() {
        SeriesVerdict.Leak verdict = leak(leaks(twoSites()), 1, 1);

        assertThat(Standing.confirmed(verdict).text()).isEqualTo("confirmed: 1 of 1 more run left more of the same");
        assertThat(Standing.confirmed(verdict, 12, 12, 3).text())
                .isEqualTo("confirmed: 12 of 12 rounds after 3 warm-ups left more of the same");
        assertThat(Standing.confirmed(verdict, 1, 1, 0).text())
                .isEqualTo("confirmed: 1 of 1 round left more of the same");
        assertThat(Standing.unconfirmed(new IllegalStateException("port in use"))
                        .text())
                .isEqualTo("not confirmed: run again, the test threw java.lang.IllegalStateException: port in use");
    }

    private static RecordingBuilder twoSites() {
        return recording("uploads()")
                .opens(41, "/tmp/upload-7731")
                .by("http-worker-3", 5120)
                .atMillis(12)
                .neverClosed()
                .opens(42, "socket TCP 127.0.0.1:8080 -> 127.0.0.1:51324 CLOSE_WAIT")
                .asSocket("socket:[4711]")
                .by("http-worker-3", 5120)
                .atMillis(14)
                .in("com.example.Server", "accept", 90)
                .neverClosed()
                .opens(43, "/tmp/a")
                .closed()
                .opens(43, "/tmp/a")
                .closed()
                .opens(43, "/tmp/a")
                .closed()
                .opens(43, "/tmp/a")
                .closed();
    }

    private static Leaks leaks(RecordingBuilder builder) {
        return Leaks.in(builder.build(), List.of());
    }

    private static SeriesVerdict.Leak leak(Leaks leaks, int grown, int runs) {
        return new SeriesVerdict.Leak(leaks.bySite().keySet(), grown, runs);
    }

    private static String message(Leaks leaks, Occasion occasion, Standing standing) {
        return ShouldCloseDescriptors.shouldCloseDescriptors(leaks, occasion, standing)
                .create();
    }

    private static String lastLine(Leaks leaks, Allowing allowing) {
        String message = message(leaks, new Occasion("key", "recording", allowing, null, 0), Standing.unconfirmed());
        return message.substring(message.lastIndexOf('\n') + 1);
    }
}
