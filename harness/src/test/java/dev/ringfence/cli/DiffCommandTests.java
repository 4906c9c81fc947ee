package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.inspection.OddProcess;
import dev.ringfence.kernelfs.proc.Fixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Compares captured files of a process with the same files after changes. */
class DiffCommandTests {
    private static final String DIFFERENCES = """
                --- DIR/before  AT  process 108  sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t'
                +++ DIR/after  AT  process 108  sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t', SOON later

                process
                  ! directory  /tmp/odd dir -> /tmp

                descriptors    14 -> 15
                  ! deleted file 1 -> 0
                  ! file       0 -> 2
                  + 2 times    /tmp/new  (fd 20, 21)
                  - fd 3       /tmp/odd dir/gone (deleted)
                  ! fd 12      socket TCP 127.0.0.2:51324 -> 127.0.0.1:8080 FIN_WAIT1 -> socket TCP 127.0.0.2:51324 -> 127.0.0.1:8080 CLOSE_WAIT

                sockets
                  ! TCP CLOSE_WAIT 1 -> 2
                  ! TCP FIN_WAIT1 1 -> 0

                threads
                  + tid 120    "new"

                children
                  + pid 130    sleep 7
                  - pid 113    [python3.11]  zombie
                  ! pid 109    [back\\slash\\012 ]  zombie

                memory
                  ! resident   4.0 KiB -> 2.0 MiB (+2.0 MiB)

                processor
                  ! program    0.07 s -> 1.07 s
                  ! faults     380 -> 381
                  + switches   at least 57 voluntary, 2 involuntary

                transfers
                  ! read       816 bytes -> 5.7 KiB (+4.9 KiB)
                  ! reads      2 -> 7

                limits
                  ! Max open files 1234 (at most 4321) -> 4321 (at most 4321)
                """;

    private static final String JSON = """
                {
                  "differs": true,
                  "oneProcess": true,
                  "before": {"at": "AT", "pid": 108, "commandLine": ["sh", "-c", "trap : USR1 TERM; read x", "", "two words", "line\\u000afeed", "tab\\u0009"], "started": "2026-11-25T22:45:49.570Z"},
                  "after": {"at": "AT", "pid": 108, "commandLine": ["sh", "-c", "trap : USR1 TERM; read x", "", "two words", "line\\u000afeed", "tab\\u0009"], "started": "2026-11-25T22:45:49.570Z"},
                  "state": {"before": "sleeping", "after": "sleeping"},
                  "directory": {"before": "/tmp/odd dir", "after": "/tmp"},
                  "descriptors": {"before": 14, "after": 15, "kinds": [
                    {"kind": "deleted file", "before": 1, "after": 0},
                    {"kind": "file", "before": 0, "after": 2}
                  ], "opened": [
                    {"fd": 20, "kind": "file", "link": "/tmp/new", "description": "/tmp/new"},
                    {"fd": 21, "kind": "file", "link": "/tmp/new", "description": "/tmp/new"}
                  ], "closed": [
                    {"fd": 3, "kind": "deleted file", "link": "/tmp/odd dir/gone (deleted)", "description": "/tmp/odd dir/gone (deleted)"}
                  ], "changed": [
                    {"fd": 12, "before": "socket TCP 127.0.0.2:51324 -> 127.0.0.1:8080 FIN_WAIT1", "after": "socket TCP 127.0.0.2:51324 -> 127.0.0.1:8080 CLOSE_WAIT"}
                  ]},
                  "mappedFiles": {"mapped": [], "unmapped": []},
                  "sockets": [
                    {"state": "TCP CLOSE_WAIT", "before": 1, "after": 2},
                    {"state": "TCP FIN_WAIT1", "before": 1, "after": 0}
                  ],
                  "threads": {"started": [
                    {"tid": 120, "name": "new"}
                  ], "ended": [], "pools": [
                    {"name": "new", "before": 0, "after": 1}
                  ]},
                  "children": {"started": [
                    {"pid": 130, "name": "back\\\\slash\\\\012 ", "commandLine": ["sleep", "7"], "state": "sleeping"}
                  ], "ended": [
                    {"pid": 113, "name": "python3.11", "commandLine": [], "state": "zombie"}
                  ], "died": [
                    {"pid": 109, "name": "back\\\\slash\\\\012 ", "commandLine": null, "state": "zombie"}
                  ]},
                  "memory": {"resident": {"before": 4096, "after": 2101248}, "peakResident": {"before": 4096, "after": 4096}, "swapped": {"before": 0, "after": 0}, "addresses": {"before": 2314240, "after": 2314240}, "proportional": {"before": 1700864, "after": 1700864}},
                  "processor": {"user": {"before": 70000000, "after": 1070000000}, "system": {"before": 70000000, "after": 70000000}, "minorFaults": {"before": 380, "after": 381}, "majorFaults": {"before": 0, "after": 0}, "switches": {"voluntaryAtLeast": 57, "involuntaryAtLeast": 2, "threads": [
                    {"tid": 108, "name": "a) R (b\\u000ac", "voluntary": 57, "involuntary": 2}
                  ], "notCounted": [
                    {"tid": 120, "name": "new"}
                  ]}},
                  "transfers": {"readBytes": {"before": 816, "after": 5816}, "writtenBytes": {"before": 0, "after": 0}, "reads": {"before": 2, "after": 7}, "writes": {"before": 0, "after": 0}, "fetchedBytes": {"before": 0, "after": 0}, "sentBytes": {"before": 0, "after": 0}},
                  "limits": [
                    {"limit": "Max open files", "before": "1234 (at most 4321)", "after": "4321 (at most 4321)"}
                  ],
                  "unknown": {"children.died.0.commandLine": "DIR/proc/109/cmdline is not there"}
                }
                """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private OddProcess odd;

    @BeforeEach
    void capture() throws IOException {
        odd = new OddProcess(Files.createDirectory(directory.resolve("proc")));
    }

    private Path inspect(String name) {
        Path file = directory.resolve(name);
        int code = new CommandLine(new ProcCommand(odd.root(), directory.resolve("passwd")))
                .execute("-o", file.toString(), "108");
        assertThat(code).isZero();
        return file;
    }

    private int diff(Object... arguments) {
        return new CommandLine(new DiffCommand())
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private String shown() {
        return out.toString()
                .replace(directory.toString(), "DIR")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  ", "AT  ")
                .replaceAll("\"at\": \"[^\"]*\"", "\"at\": \"AT\"")
                .replaceAll("\\d+\\.\\d\\d s (later|before)", "SOON $1");
    }

    private void replace(String file, String old, String text) throws IOException {
        String before = Files.readString(odd.root().resolve(file));
        assertThat(before).contains(old);
        odd.tree().with(file, before.replace(old, text));
    }

    @Test
    void nothing_is_said_of_what_is_the_same() {
        Path one = inspect("one");
        Path other = inspect("other");
        assertThat(diff(one, other)).isZero();
        assertThat(diff(one, one)).isZero();
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void each_difference_has_a_line() throws IOException {
        Path before = inspect("before");
        changeEverything();
        Path after = inspect("after");

        assertThat(diff(before, after)).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
        assertThat(shown()).isEqualTo(DIFFERENCES);
    }

    @Test
    void json_says_each_difference_and_what_is_the_same() throws IOException {
        Path before = inspect("before");
        changeEverything();
        Path after = inspect("after");

        assertThat(diff("--json", before, after)).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
        assertThat(shown()).isEqualTo(JSON);
    }

    private void changeEverything() throws IOException {
        Files.delete(odd.root().resolve("108/fd/3"));
        Files.delete(odd.root().resolve("108/cwd"));
        odd.tree().withLink("108/cwd", "/tmp").withLink("108/fd/20", "/tmp/new").withLink("108/fd/21", "/tmp/new");
        odd.tree().with("108/fdinfo/20", Fixture.text("6.1", "fdinfo/file"));
        odd.tree().with("108/fdinfo/21", Fixture.text("6.1", "fdinfo/file"));
        replace("108/net/tcp", "0200007F:C87C 0100007F:1F90 04 ", "0200007F:C87C 0100007F:1F90 08 ");
        replace("108/io", "rchar: 816", "rchar: 5816");
        replace("108/io", "syscr: 2", "syscr: 7");
        replace("108/limits", "1234                 4321", "4321                 4321");
        replace("108/status", "VmRSS:\t       4 kB", "VmRSS:\t    2052 kB");
        replace("108/task/108/status", "\nvoluntary_ctxt_switches:\t1\n", "\nvoluntary_ctxt_switches:\t58\n");
        replace("108/task/108/status", "nonvoluntary_ctxt_switches:\t7\n", "nonvoluntary_ctxt_switches:\t9\n");
        replace("108/stat", "108 108 0 -1 4194560 380 0 0 0 7 7", "108 108 0 -1 4194560 381 0 0 0 107 7");
        String thread = Files.readString(odd.root().resolve("108/stat")).replace("108 (a) R (b\nc)", "120 (new)");
        odd.tree().with("108/task/120/stat", thread);
        try (Stream<Path> files = Files.walk(odd.root().resolve("113"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
        replace("109/stat", ") T 108", ") Z 108");
        String stat = Files.readString(odd.root().resolve("109/stat"))
                .replace("109 (", "130 (")
                .replace(") Z ", ") S ");
        odd.tree().with("130/stat", stat).with("130/cmdline", "sleep\0007\000");
    }

    @Test
    void what_is_closed_again_comes_back_the_other_way_round() {
        Path before = inspect("before");
        odd.tree().withLink("108/fd/20", "/tmp/new");
        Path after = inspect("after");
        assertThat(diff(after, before)).isEqualTo(1);
        assertThat(shown()).endsWith("""

                descriptors    15 -> 14
                  ! file       1 -> 0
                  - fd 20      /tmp/new
                """).contains(", SOON before\n");
    }

    @Test
    void a_number_that_stands_for_something_else_was_closed_and_opened() throws IOException {
        Path before = inspect("before");
        Files.delete(odd.root().resolve("108/fd/10"));
        odd.tree().withLink("108/fd/10", "socket:[11155]");
        Path after = inspect("after");
        assertThat(diff(before, after)).isEqualTo(1);
        assertThat(shown()).endsWith("""

                descriptors
                  + fd 10      socket TCP 127.0.0.1:48050 -> 127.0.0.1:8080 ESTABLISHED
                  - fd 10      socket TCP 127.0.0.1:8080 LISTEN

                sockets
                  ! TCP ESTABLISHED 0 -> 1
                  ! TCP LISTEN 2 -> 1
                """);
    }

    @Test
    void another_process_of_the_same_number_is_another() throws IOException {
        Path before = inspect("before");
        replace("108/stat", " 1357 2314240 ", " 1400 2314240 ");
        replace("108/task/108/stat", " 1357 2314240 ", " 1400 2314240 ");
        Files.delete(odd.root().resolve("108/fd/5"));
        odd.tree().withLink("108/fd/7", "anon_inode:[eventfd]");
        odd.tree().with("108/fdinfo/7", Fixture.text("6.1", "fdinfo/eventfd"));
        Path after = inspect("after");
        assertThat(diff(before, after)).isEqualTo(1);
        assertThat(shown()).endsWith("""

                process
                  -            process 108  sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t', started \
                2026-11-25T22:45:49.570Z
                  +            process 108  sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t', started \
                2026-11-25T22:45:50Z
                """);
    }

    @Test
    void what_only_one_file_says_is_not_known() throws IOException {
        Path before = inspect("before");
        for (String file : new String[] {"io", "limits", "smaps_rollup", "net/tcp"})
            Files.delete(odd.root().resolve("108/" + file));
        Path after = inspect("after");
        assertThat(diff(before, after)).isEqualTo(1);
        assertThat(shown()).isEqualTo("""
                --- DIR/before  AT  process 108  sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t'
                +++ DIR/after  AT  process 108  sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t', SOON later

                sockets
                  ?            not known: DIR/proc/108/net/tcp is not there

                transfers
                  ?            not known: DIR/proc/108/io is not there

                limits
                  ?            not known: DIR/proc/108/limits is not there
                """);
    }

    @Test
    void json_of_what_is_the_same_has_no_difference() {
        Path one = inspect("one");

        assertThat(diff("--json", one, one)).isZero();
        assertThat(out.toString())
                .startsWith("{\n  \"differs\": false,\n  \"oneProcess\": true,\n")
                .contains("\"opened\": [], \"closed\": [], \"changed\": []")
                .contains("\"resident\": {\"before\": 4096, \"after\": 4096}")
                .contains("\"switches\": {\"voluntaryAtLeast\": 0, \"involuntaryAtLeast\": 0, \"threads\": [],"
                        + " \"notCounted\": []}")
                .endsWith("  \"unknown\": {}\n}\n");
    }

    @Test
    void json_has_the_reason_for_what_only_one_file_says() throws IOException {
        Path before = inspect("before");
        for (String file : new String[] {"io", "limits", "smaps_rollup", "net/tcp"})
            Files.delete(odd.root().resolve("108/" + file));
        Path after = inspect("after");

        assertThat(diff("--json", before, after)).isEqualTo(1);
        String none = "DIR/proc/108/io is not there\"";
        assertThat(shown())
                .contains("  \"differs\": true,\n")
                .contains("  \"sockets\": null,\n")
                .contains("\"proportional\": null}")
                .contains("  \"transfers\": {\"readBytes\": null, \"writtenBytes\": null, \"reads\": null,"
                        + " \"writes\": null, \"fetchedBytes\": null, \"sentBytes\": null},\n")
                .contains("  \"limits\": null,\n")
                .endsWith("  \"unknown\": {\"sockets\": \"DIR/proc/108/net/tcp is not there\","
                        + " \"memory.proportional\": \"DIR/proc/108/smaps_rollup is not there\","
                        + " \"transfers.readBytes\": \"" + none + ", \"transfers.writtenBytes\": \"" + none
                        + ", \"transfers.reads\": \"" + none + ", \"transfers.writes\": \"" + none
                        + ", \"transfers.fetchedBytes\": \"" + none + ", \"transfers.sentBytes\": \"" + none
                        + ", \"limits\": \"DIR/proc/108/limits is not there\"}\n}\n");
    }

    @Test
    void json_of_two_processes_counts_threads_by_their_names() throws IOException {
        Path before = inspect("before");
        replace("108/stat", " 1357 2314240 ", " 1400 2314240 ");
        replace("108/task/108/stat", " 1357 2314240 ", " 1400 2314240 ");
        Path after = inspect("after");

        assertThat(diff("--json", before, after)).isEqualTo(1);
        assertThat(shown())
                .contains("  \"oneProcess\": false,\n")
                .contains("  \"threads\": {\"started\": null, \"ended\": null, \"pools\": []},\n")
                .contains("\"switches\": null}")
                .endsWith("  \"unknown\": {\"threads.started\": \"these are two processes\", \"threads.ended\": \"these"
                        + " are two processes\", \"processor.switches\": \"these are two processes\"}\n}\n");
    }

    @Test
    void switches_are_not_compared_with_those_of_a_file_that_has_none() throws IOException {
        Path before = inspect("before");
        String earlier = Files.readString(before).replace("\"task/108/status\"", "\"task/108/statu\"");
        Path older = Files.writeString(directory.resolve("older"), earlier);
        replace("108/task/108/status", "\nvoluntary_ctxt_switches:\t1\n", "\nvoluntary_ctxt_switches:\t58\n");
        Path after = inspect("after");

        assertThat(diff(older, after)).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(diff("--json", older, after)).isZero();
        assertThat(shown())
                .endsWith("  \"unknown\": {\"processor.switches\": \"task/108/status was not captured\"}\n}\n");
    }

    // --- What is wrong ---

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Path one = inspect("one");
        Path text = Files.writeString(directory.resolve("text"), "hello\n");
        String whole = Files.readString(one);
        Path cut = Files.writeString(directory.resolve("cut"), whole.substring(0, whole.indexOf("\"threads\"")));
        Path newer = Files.writeString(directory.resolve("newer"), whole.replace("\"version\":1", "\"version\":2"));
        for (Object file : new Object[] {directory.resolve("none"), directory, text, cut, newer})
            assertThat(diff(one, file)).as("%s", file).isEqualTo(2);
        assertThat(err.toString()
                        .replace(directory.toString(), "DIR")
                        .replaceAll("column \\d+", "column N")
                        .lines()
                        .filter(line -> line.contains("DIR")))
                .containsExactly(
                        "there is no file DIR/none",
                        "cannot read DIR: IOException: Is a directory",
                        "DIR/text is not what 'ringfence proc -o' writes: not well-formed JSON: Unrecognized token"
                                + " 'hello': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                                + " 'false'), at / (line 1, column N)",
                        "DIR/cut is not what 'ringfence proc -o' writes: not well-formed JSON: Unexpected end-of-input"
                                + " within/between Object entries, at /state/processes/0/units (line 1, column N)",
                        "DIR/newer is not what 'ringfence proc -o' writes: version 2 is not known, only 1");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void needs_two_files() {
        assertThat(diff(inspect("one"))).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing required parameter: 'B'\n");
    }

    @Test
    void help_fits_a_terminal_and_has_examples() {
        assertThat(diff("--help")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(out.toString())
                .contains("Exit codes:", "   1   something differs", "Examples:")
                .doesNotContain("%%");
    }
}
