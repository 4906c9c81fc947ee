package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.inspection.OddProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Shows captured files of a process. */
class ProcCommandTests {
    private static final String SHOWN = """
                process 108    sh -c 'trap : USR1 TERM; read x' '' 'two words' 'line\\nfeed' 'tab\\t'
                  program      /tmp/odd dir/a) R (b\\nc
                  directory    /tmp/odd dir
                  user         11 (odd)
                  parent       106
                  started      2026-11-25T22:45:49Z, 1.66 s ago
                  state        sleeping, 1 thread

                descriptors    14 open, 1234 allowed (it may raise that to 4321)
                  by kind      4 socket TCP, 2 device, 2 socket unix, 1 deleted file, 1 eventfd, 1 eventpoll, 1 pipe, 1 socket, 1 socket UDP
                  2 times      /dev/ttyS4711  (fd 1, 2)
                  fd 0         pipe read end, other end: not held here
                  fd 3         /tmp/odd dir/gone (deleted)
                  fd 4         eventpoll watching fd 4, 9
                  fd 5         eventfd count 31
                  fd 10        socket TCP 127.0.0.1:8080 LISTEN
                  fd 11        socket TCP 127.0.0.1:8080 -> 127.0.0.2:51324 CLOSE_WAIT
                  fd 12        socket TCP 127.0.0.2:51324 -> 127.0.0.1:8080 FIN_WAIT1
                  fd 13        socket TCP [::1]:4433 LISTEN
                  fd 14        socket unix /tmp/ring fence  capture.sock LISTEN
                  fd 15        socket UDP 127.0.0.3:53 -> 127.0.0.1:5353
                  fd 16        socket unix SEQPACKET @ringfence UNCONNECTED
                  fd 17        socket without an address (socket:[99999])

                sockets        7
                  TCP          2 LISTEN, 1 CLOSE_WAIT, 1 FIN_WAIT1
                  UDP          1 ESTABLISHED
                  unix         1 LISTEN, 1 UNCONNECTED
                  listens      fd 10  TCP 127.0.0.1:8080, 1 connection not accepted yet
                  listens      fd 13  TCP [::1]:4433
                  listens      fd 14  unix /tmp/ring fence  capture.sock
                  CLOSE_WAIT   1 connection that the other side has closed and this process has not:
                               fd 11  127.0.0.1:8080 -> 127.0.0.2:51324, 7 bytes not read

                threads        1: 1 sleeping
                  tid 108      "a) R (b\\nc"  sleeping

                children       2, of which 1 zombie
                  pid 109      [back\\slash\\012 ]  stopped
                  pid 113      [python3.11]  zombie: ended with exit code 3, and has not been waited for

                memory         4.0 KiB resident, 4.0 KiB at its peak
                  resident     anonymous 4.0 KiB, of files 0 bytes, shared 0 bytes
                  share (PSS)  1.6 MiB, of which private 1.6 MiB
                  swapped      0 bytes
                  addresses    2.2 MiB, 2.2 MiB at its peak

                processor      0.07 s in the program, 0.07 s in the kernel
                  children     0.00 s and 0.00 s, of those that were waited for
                  page faults  380 without a disk, 0 with one

                transfers
                  read         816 bytes in 2 calls, 0 bytes from storage
                  written      0 bytes in 0 calls, 0 bytes to storage

                limits
                                                    soft          hard          used
                  open files                        1234          4321            14
                  processes of the user             2805          2805             -
                  address space                unlimited     unlimited       2.2 MiB
                  data                         unlimited     unlimited     176.0 KiB
                  stack                          8.0 MiB     unlimited     132.0 KiB
                  locked memory                  8.0 MiB       8.0 MiB       0 bytes
                  queued signals                    2805          2805             1
                  core file                      0 bytes       8.0 KiB             -
                  file size                    unlimited     unlimited             -
                  seconds of a processor            1000     unlimited             -

                cgroup         /ring fence:a\\b
                  memory       248.0 KiB of 64.0 MiB
                  processor    may use 0.02 s each 0.10 s, held back in 138 of 141 periods for 10.91 s
                  processes    1 of 77
                """;

    private static final String JSON = """
                {
                  "pid": 108,
                  "at": "AT",
                  "name": "a) R (b\\u000ac",
                  "commandLine": ["sh", "-c", "trap : USR1 TERM; read x", "", "two words", "line\\u000afeed", "tab\\u0009"],
                  "program": "/tmp/odd dir/a) R (b\\u000ac",
                  "directory": "/tmp/odd dir",
                  "user": 11,
                  "realUser": 11,
                  "parent": 106,
                  "started": "2026-11-25T22:45:49.570Z",
                  "state": "sleeping",
                  "descriptors": [
                    {"fd": 0, "kind": "pipe", "link": "pipe:[11167]", "description": "pipe read end, other end: not held here"},
                    {"fd": 1, "kind": "device", "link": "/dev/ttyS4711", "description": "/dev/ttyS4711"},
                    {"fd": 2, "kind": "device", "link": "/dev/ttyS4711", "description": "/dev/ttyS4711"},
                    {"fd": 3, "kind": "deleted file", "link": "/tmp/odd dir/gone (deleted)", "description": "/tmp/odd dir/gone (deleted)"},
                    {"fd": 4, "kind": "eventpoll", "link": "anon_inode:[eventpoll]", "description": "eventpoll watching fd 4, 9"},
                    {"fd": 5, "kind": "eventfd", "link": "anon_inode:[eventfd]", "description": "eventfd count 31"},
                    {"fd": 10, "kind": "socket TCP", "link": "socket:[185]", "description": "socket TCP 127.0.0.1:8080 LISTEN"},
                    {"fd": 11, "kind": "socket TCP", "link": "socket:[11153]", "description": "socket TCP 127.0.0.1:8080 -> 127.0.0.2:51324 CLOSE_WAIT"},
                    {"fd": 12, "kind": "socket TCP", "link": "socket:[186]", "description": "socket TCP 127.0.0.2:51324 -> 127.0.0.1:8080 FIN_WAIT1"},
                    {"fd": 13, "kind": "socket TCP", "link": "socket:[11154]", "description": "socket TCP [::1]:4433 LISTEN"},
                    {"fd": 14, "kind": "socket unix", "link": "socket:[11158]", "description": "socket unix /tmp/ring fence  capture.sock LISTEN"},
                    {"fd": 15, "kind": "socket UDP", "link": "socket:[11156]", "description": "socket UDP 127.0.0.3:53 -> 127.0.0.1:5353"},
                    {"fd": 16, "kind": "socket unix", "link": "socket:[11159]", "description": "socket unix SEQPACKET @ringfence UNCONNECTED"},
                    {"fd": 17, "kind": "socket", "link": "socket:[99999]", "description": "socket without an address (socket:[99999])"}
                  ],
                  "sockets": [
                    {"fd": 10, "protocol": "TCP", "state": "LISTEN", "ends": "127.0.0.1:8080", "receiveQueue": 1},
                    {"fd": 11, "protocol": "TCP", "state": "CLOSE_WAIT", "ends": "127.0.0.1:8080 -> 127.0.0.2:51324", "receiveQueue": 8},
                    {"fd": 12, "protocol": "TCP", "state": "FIN_WAIT1", "ends": "127.0.0.2:51324 -> 127.0.0.1:8080", "receiveQueue": 0},
                    {"fd": 13, "protocol": "TCP", "state": "LISTEN", "ends": "[::1]:4433", "receiveQueue": 0},
                    {"fd": 14, "protocol": "unix", "state": "LISTEN", "ends": "/tmp/ring fence  capture.sock"},
                    {"fd": 15, "protocol": "UDP", "state": "ESTABLISHED", "ends": "127.0.0.3:53 -> 127.0.0.1:5353", "receiveQueue": 0},
                    {"fd": 16, "protocol": "unix", "state": "UNCONNECTED", "ends": "@ringfence"}
                  ],
                  "threads": [
                    {"tid": 108, "name": "a) R (b\\u000ac", "state": "sleeping"}
                  ],
                  "children": [
                    {"pid": 109, "name": "back\\\\slash\\\\012 ", "commandLine": null, "state": "stopped"},
                    {"pid": 113, "name": "python3.11", "commandLine": [], "state": "zombie"}
                  ],
                  "memory": {"resident": 4096, "peakResident": 4096, "anonymous": 4096, "ofFiles": 0, "shared": 0, "proportional": 1700864, "swapped": 0, "addresses": 2314240},
                  "processor": {"user": 70000000, "system": 70000000, "minorFaults": 380, "majorFaults": 0},
                  "transfers": {"readBytes": 816, "writtenBytes": 0, "reads": 2, "writes": 0, "fetchedBytes": 0, "sentBytes": 0, "cancelledBytes": 0},
                  "limits": [
                    {"limit": "nofile", "soft": 1234, "hard": 4321, "unit": "files", "used": 14},
                    {"limit": "nproc", "soft": 2805, "hard": 2805, "unit": "processes", "used": null},
                    {"limit": "as", "soft": "unlimited", "hard": "unlimited", "unit": "bytes", "used": 2314240},
                    {"limit": "data", "soft": "unlimited", "hard": "unlimited", "unit": "bytes", "used": 180224},
                    {"limit": "stack", "soft": 8388608, "hard": "unlimited", "unit": "bytes", "used": 135168},
                    {"limit": "memlock", "soft": 8388608, "hard": 8388608, "unit": "bytes", "used": 0},
                    {"limit": "sigpending", "soft": 2805, "hard": 2805, "unit": "signals", "used": 1},
                    {"limit": "core", "soft": 0, "hard": 8192, "unit": "bytes", "used": null},
                    {"limit": "fsize", "soft": "unlimited", "hard": "unlimited", "unit": "bytes", "used": null},
                    {"limit": "cpu", "soft": 1000, "hard": "unlimited", "unit": "seconds", "used": null}
                  ],
                  "groups": [
                    {"controllers": [], "path": "/ring fence:a\\\\b"}
                  ],
                  "groupMemory": {"current": 253952, "limit": 67108864},
                  "groupProcessor": {"used": 2745970000, "quota": 20000000, "period": 100000000, "throttled": 10914599000},
                  "groupProcesses": {"current": 1, "limit": 77},
                  "unknown": {"children.0.commandLine": "PROC/109/cmdline is not there", \
                "limits.1.used": "it counts what all processes of the user have", \
                "limits.7.used": "no file says how much is used", \
                "limits.8.used": "no file says how much is used", \
                "limits.9.used": "no file says how much is used"}
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
        Files.writeString(directory.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\nodd:x:11:21::/:/bin/sh\n");
    }

    private int run(Ansi ansi, Object... arguments) {
        return new CommandLine(new ProcCommand(odd.root(), directory.resolve("passwd")))
                .setColorScheme(new ColorScheme.Builder(ansi)
                        .errors(CommandLine.Help.Ansi.Style.fg_red)
                        .build())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private int run(Object... arguments) {
        return run(Ansi.OFF, arguments);
    }

    @Test
    void a_process_is_shown() {
        assertThat(run(108)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().replace(odd.root().toString(), "PROC")).isEqualTo(SHOWN);
    }

    @Test
    void json_says_the_same() {
        assertThat(run("--json", 108)).isZero();
        assertThat(out.toString()
                        .replace(odd.root().toString(), "PROC")
                        .replaceAll("\"at\": \"[^\"]*\"", "\"at\": \"AT\""))
                .isEqualTo(JSON);
    }

    @Test
    void each_descriptor_may_have_a_line() throws IOException {
        assertThat(run("--fds", 108)).isZero();
        assertThat(out.toString()).contains("""
                  fd 1         /dev/ttyS4711
                  fd 2         /dev/ttyS4711
                """);
    }

    @Test
    void more_groups_than_fit_are_counted() {
        for (int fd = 100; fd < 140; fd++) odd.tree().withLink("108/fd/" + fd, "/tmp/" + fd);
        assertThat(run(108)).isZero();
        assertThat(out.toString())
                .contains("  2 times      /dev/ttyS4711  (fd 1, 2)\n")
                .contains("  ...          and 33 more: --fds lists all\n");
    }

    @Test
    void what_must_not_be_overlooked_is_red() {
        assertThat(run(Ansi.ON, 108)).isZero();
        assertThat(out.toString())
                .contains("\u001b[1m\u001b[31m1 connection\u001b[39m\u001b[21m\u001b[0m that the other side");
    }

    // --- What cannot be read ---

    @Test
    void what_is_not_known_is_never_shown_as_zero() throws IOException {
        for (String file : new String[] {"io", "limits", "cgroup", "smaps_rollup", "net/tcp"})
            Files.delete(odd.root().resolve("108/" + file));
        Files.delete(odd.root().resolve("108/exe"));
        odd.tree().with("108/status", "Name:\todd\n");
        assertThat(run(108)).isEqualTo(1);
        assertThat(err.toString().replace(odd.root().toString(), "PROC"))
                .isEqualTo(
                        "ringfence proc: process 108 cannot be read: PROC/108/status, line 1, State: there is no such"
                                + " line, in \"\"\n");
    }

    @Test
    void a_part_that_cannot_be_read_has_its_reason() throws IOException {
        for (String file : new String[] {"io", "limits", "cgroup", "smaps_rollup", "net/tcp", "exe"})
            Files.delete(odd.root().resolve("108/" + file));
        assertThat(run(108)).isZero();
        assertThat(out.toString()
                        .replace(odd.root().toString(), "PROC")
                        .lines()
                        .filter(line -> line.contains("not known") || line.contains("not described")))
                .containsExactly(
                        "  program      not known: PROC/108/exe is not there",
                        "  fd 10        socket:[185] (not described: PROC/108/net/tcp is not there)",
                        "  fd 11        socket:[11153] (not described: PROC/108/net/tcp is not there)",
                        "  fd 12        socket:[186] (not described: PROC/108/net/tcp is not there)",
                        "  fd 17        socket:[99999] (not described: PROC/108/net/tcp is not there)",
                        "sockets        not known: PROC/108/net/tcp is not there",
                        "  share (PSS)  not known: PROC/108/smaps_rollup is not there",
                        "transfers      not known: PROC/108/io is not there",
                        "limits         not known: PROC/108/limits is not there",
                        "cgroup         not known: PROC/108/cgroup is not there",
                        "  memory       not known: PROC/108/cgroup is not there",
                        "  processor    not known: PROC/108/cgroup is not there",
                        "  processes    not known: PROC/108/cgroup is not there");
    }

    @Test
    void there_may_be_no_such_process() {
        assertThat(run(4711)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("ringfence proc: there is no process 4711\n");
        assertThat(out.toString()).isEmpty();
    }

    // --- The command line ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    java         | "java" is no process id
                    0            | "0" is no process id
                    99999999999  | "99999999999" is no process id
                    ''           | "" is no process id
                    """)
    void what_is_no_process_id_is_told(String pid, String message) {
        assertThat(run(pid)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message + "\n");
    }

    @Test
    void a_file_is_written_and_nothing_is_printed() throws IOException {
        Path file = directory.resolve("before");
        assertThat(run("-o", file, 108)).isZero();
        assertThat(out.toString() + err).isEmpty();
        assertThat(file)
                .content()
                .contains("\"format\":\"ringfence-state\"", "CapPrm:\\t0000")
                .doesNotContain("environ");
        assertThat(run("-o", directory.resolve("none/before"), 108)).isEqualTo(1);
        assertThat(err.toString().replace(directory.toString(), "DIR"))
                .isEqualTo("ringfence proc: cannot write DIR/none/before: NoSuchFileException: DIR/none/before\n");
    }

    @Test
    void what_excludes_each_other_is_told() {
        assertThat(run("-o", directory.resolve("a"), "--json", 108)).isEqualTo(2);
        assertThat(err.toString()).startsWith("-o prints nothing: it excludes --json and --fds\n");
    }

    @Test
    void help_fits_a_terminal_and_has_examples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(out.toString())
                .startsWith("Shows what a process is, has and uses.\nUsage: ringfence proc [OPTIONS] PID\n")
                .contains("Exit codes:", "Examples:", "ringfence diff before after")
                .doesNotContain("%%");
    }
}
