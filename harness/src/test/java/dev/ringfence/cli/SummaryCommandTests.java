package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.testing.Calls;
import dev.ringfence.testing.Recordings;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryCommandTests {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static String line(int tid, String name, int number, String result, long nanos) {
        return "{\"event\":\"call\",\"tid\":" + tid + ",\"thread\":\"main\",\"program\":\"/bin/a\",\"start\":\"x\","
                + "\"monotonic\":1,\"abi\":\"x86_64\",\"number\":" + number + ",\"name\":\"" + name
                + "\",\"arguments\":[\"3\"],\"result\":" + result + ",\"text\":\"x\",\"nanos\":" + nanos + "}\n";
    }

    private Path log(String name, String... lines) throws IOException {
        return Files.writeString(directory.resolve(name), String.join("", lines));
    }

    private Path recording(List<CallCount> counts, List<Gap> gaps) throws IOException {
        Calls calls = new Calls();
        Recording made = Recordings.of(
                "t()",
                List.of(
                        calls.open(3, "/etc/a"),
                        calls.openFails("/etc/b", 2),
                        calls.call("close", new Outcome.EntryOnly(), new FdEffect.None(), 3L)),
                List.of());
        Recording recording = new Recording(
                made.name(),
                made.workerPid(),
                made.startNanos(),
                made.startedAt(),
                made.endNanos(),
                made.observed(),
                made.events(),
                made.spilled(),
                counts,
                made.descriptors(),
                made.peakDescriptors(),
                made.before(),
                made.after(),
                made.settling(),
                new Completeness(gaps));
        return Files.write(directory.resolve("recording.json"), RecordingCodec.toJson(recording));
    }

    private int run(Object... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "summary";
        for (int i = 0; i < arguments.length; i++) all[i + 1] = arguments[i].toString();
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    // --- Logs ---

    @Test
    void several_logs_make_one_table() throws IOException {
        Path one = log("one", line(7, "read", 0, "1", 3_000_000), line(7, "close", 3, "-9", 1_000_000));
        Path two = log("two", line(8, "read", 0, "-11", 1_000_000), "{\"event\":\"exited\",\"tid\":8,\"code\":0}\n");
        assertThat(run(one, two)).isZero();
        assertThat(out.toString()).isEqualTo("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 80.00    0.004000        2000         2         1 read
                 20.00    0.001000        1000         1         1 close
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.005000        1666         3         2 total
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void expressions_choose_what_is_counted() throws IOException {
        Path log = log("log", line(7, "read", 0, "1", 1), line(8, "read", 0, "-11", 1), line(7, "close", 3, "0", 1));
        assertThat(run("-e", "thread=7", "-e", "trace=read,close", "-z", "-U", "name,calls", "-S", "name", log))
                .isZero();
        assertThat(out.toString()).isEqualTo("""
                syscall              calls
                ---------------- ---------
                close                    1
                read                     1
                ---------------- ---------
                total                    2
                """);
    }

    @Test
    void a_last_line_that_is_not_whole_is_told_and_the_rest_counted() throws IOException {
        String whole = line(7, "read", 0, "1", 1);
        Path log = log("log", whole, whole.substring(0, 90));
        assertThat(run("-U", "name,calls", log)).isZero();
        assertThat(out.toString()).contains("read                     1\n");
        assertThat(err.toString())
                .isEqualTo("ringfence: " + log
                        + ": the last line is not whole, as the tracer was ended; the rest is counted\n");
    }

    @Test
    void a_log_may_come_through_a_pipe_and_a_recording_may_not() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(runWhileWriting(pipe, line(7, "read", 0, "1", 1).getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(out.toString()).contains(" 1           read\n");
        byte[] recording = Files.readAllBytes(recording(List.of(), List.of()));
        assertThat(runWhileWriting(pipe, recording)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("ringfence: " + pipe + ": a recording is read twice, and this is no file\n");
    }

    private int runWhileWriting(Path pipe, byte[] bytes) {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            try (OutputStream to = new FileOutputStream(pipe.toFile())) {
                to.write(bytes);
            } catch (IOException closedByReader) {
                assertThat(closedByReader).hasMessage("Broken pipe");
            }
        });
        int code = run(pipe);
        written.orTimeout(60, TimeUnit.SECONDS).join();
        return code;
    }

    @Test
    void the_table_is_json_for_programs() throws IOException {
        assertThat(run("--json", log("log", line(7, "read", 0, "1", 1500)))).isZero();
        assertThat(out.toString()).isEqualTo("""
                {
                  "calls": [
                    {"abi": "x86_64", "number": 0, "name": "read", "calls": 1, "errors": 0, "nanos": 1500, "leastNanos": 1500, "mostNanos": 1500}
                  ],
                  "total": {"calls": 1, "errors": 0, "nanos": 1500, "leastNanos": 1500, "mostNanos": 1500}
                }
                """);
    }

    // --- Recordings ---

    @Test
    void what_a_recording_does_not_know_is_a_dash() throws IOException {
        assertThat(run("-S", "name", recording(List.of(), List.of()))).isZero();
        assertThat(out.toString()).isEqualTo("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                     -           -           -         1         - close
                     -           -           -         2         1 openat
                ------ ----------- ----------- --------- --------- ----------------
                     -           -           -         3         - total
                """);
    }

    @Test
    void a_recording_is_asked_as_a_log_is() throws IOException {
        Path file = recording(List.of(), List.of());
        assertThat(run("--json", "-e", "path=/etc/b", "-e", "program=java", file))
                .isZero();
        assertThat(out.toString())
                .contains("\"name\": \"openat\", \"calls\": 1, \"errors\": 1, \"nanos\": null")
                .contains("\"total\": {\"calls\": 1, ");
    }

    @Test
    void where_events_were_dropped_the_exact_counts_are_taken() throws IOException {
        List<CallCount> counts = List.of(
                new CallCount("openat", Scope.TEST, 40, 7),
                new CallCount("openat", Scope.CLASS_LOADING, 2, 0),
                new CallCount("fsync", Scope.TEST, 5, 0));
        Path file = recording(counts, List.of(new Gap(Concern.EVENTS, "44 events were dropped after the first 3")));
        assertThat(run("-U", "calls,errors,name", "-S", "name", file)).isZero();
        assertThat(out.toString()).isEqualTo("""
                    calls    errors syscall
                --------- --------- ----------------
                        5         - fsync
                       42         7 openat
                --------- --------- ----------------
                       47         - total
                """);
        assertThat(err.toString()).isEmpty();
        assertThat(run("-e", "errno=ENOENT", file)).isZero();
        assertThat(err.toString())
                .isEqualTo("ringfence: " + file + ": 44 events were dropped after the first 3; the rest is counted\n");
    }

    // --- What is wrong ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    -S calls             | Missing required parameter: 'FILE'
                    -S size x            | "size" is no order of a summary: it is time, min-time, max-time, avg-time, calls, errors, name or nothing
                    -e signal=INT x      | -e signal=INT: "signal" is not known; it is trace, status, errno, fds, path, thread or program
                    -z -Z x              | -z and -Z exclude each other
                    """)
    void a_wrong_command_line_is_told_in_one_line(String arguments, String message) {
        assertThat(run((Object[]) arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("ringfence summary: " + message + System.lineSeparator() + "Try 'ringfence summary --help'."
                        + System.lineSeparator());
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Path missing = directory.resolve("missing");
        assertThat(run(missing)).isEqualTo(1);
        assertThat(run(directory)).isEqualTo(1);
        assertThat(run(log("text", "hello\n"))).isEqualTo(1);
        assertThat(run(log("empty"))).isEqualTo(1);
        assertThat(run(log("broken", line(7, "read", 0, "1", 1), "{\n", line(7, "read", 0, "1", 1))))
                .isEqualTo(1);
        assertThat(run("-e", "path=/a", log("numbers", line(7, "close", 3, "0", 1))))
                .isEqualTo(1);
        assertThat(err.toString().lines().map(line -> line.replace(directory.toString(), "DIR")))
                .containsExactly(
                        "ringfence: DIR/missing (No such file or directory)",
                        "ringfence: DIR (Is a directory)",
                        "ringfence: DIR/text: line 1: this is neither what ringfence trace --json writes nor a recording",
                        "ringfence: DIR/empty: line 1: this is neither what ringfence trace --json writes nor a recording",
                        "ringfence: DIR/broken: line 2: not well-formed JSON: Unexpected end-of-input: expected close"
                                + " marker for Object, at / (column 1)",
                        "ringfence: DIR/numbers: cannot tell: what descriptor 3 is that thread 7 gives to close; trace"
                                + " with -y");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_fits_a_terminal() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }
}
