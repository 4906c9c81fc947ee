package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chooses calls of a program whose calls are known, and counts them. */
@Tag("traced")
@Tag("tools")
class TraceFiltersLinuxTests {
    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    private static Path filters;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        filters = CPrograms.compile("filters.c", programs);
    }

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(directory.resolve("here"), "text");
        Files.createDirectory(directory.resolve("sub"));
    }

    private List<String> trace(String mode, List<String> options) throws Exception {
        return trace(filters, List.of(mode), options);
    }

    private List<String> trace(Path program, List<String> arguments, List<String> options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-f", "-qq", "-a", "0", "-e", "signal=none", "-o", "log"));
        all.addAll(options);
        all.add(program.toString());
        all.addAll(arguments);
        assertThat(TraceProgram.run(directory, all.toArray(String[]::new)).err())
                .isEmpty();
        return TraceProgram.log(directory, "log").stream()
                .map(line -> line.replace(directory.toString(), "DIR"))
                .toList();
    }

    // --- What calls are about ---

    @Test
    void descriptors_are_found_in_arguments_arrays_sets_and_ranges() throws Exception {
        assertThat(trace("descriptors", List.of("-e", "fds=41")))
                .containsExactly(
                        "dup2(3, 41) = 41",
                        "poll([{fd=-1}, {fd=41, events=POLLIN}], 2, 0) = 1 ([{fd=41, revents=POLLIN}])",
                        "select(42, [41], NULL, NULL, {tv_sec=0, tv_usec=0}) = 1 (in [41], left {tv_sec=0, tv_usec=0})",
                        "close_range(40, 50, 0) = 0");
    }

    @Test
    void every_other_descriptor_is_a_complement() throws Exception {
        List<String> options = List.of("--trace-fds=!3,41", "-e", "trace=dup2,poll,close_range,openat");
        assertThat(trace("descriptors", options))
                .filteredOn(line -> !line.contains("ld.so"))
                .extracting(line -> line.substring(0, line.indexOf('(')))
                .containsExactly("close_range", "close_range");
    }

    @Test
    void a_path_is_found_by_every_name_and_by_its_descriptors() throws Exception {
        Path real = directory.toRealPath();
        List<String> log =
                trace(filters, List.of("paths", directory.toString()), List.of("-e", "path=" + real + "/h*"));
        assertThat(log)
                .containsExactly(
                        "openat(AT_FDCWD, \"here\", O_RDONLY) = 4",
                        "read(4, \"t\", 1) = 1",
                        "openat(3, \"sub/../here\", O_RDONLY) = 5",
                        "access(\"DIR/here\", F_OK) = 0",
                        "openat(3, \"here\", O_RDONLY) = 6");
        assertThat(trace(filters, List.of("paths", directory.toString()), List.of("-P", real + "/here")))
                .isEqualTo(log);
    }

    @Test
    void a_glob_of_a_link_is_meant_of_where_it_leads() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("sub"));
        Files.writeString(directory.resolve("sub/inside"), "text");
        List<String> log = trace(
                Path.of("/bin/cat"),
                List.of(directory + "/sub/inside"),
                List.of("-e", "path=" + link + "/**", "-e", "openat"));
        assertThat(log).containsExactly("openat(AT_FDCWD, \"DIR/sub/inside\", O_RDONLY) = 3");
    }

    @Test
    void a_path_and_descriptors_are_alternatives_only_as_options_of_strace() throws Exception {
        List<String> either =
                List.of("-P", directory.toRealPath() + "/here", "-e", "fds=41", "-e", "trace=dup2,openat,poll");
        assertThat(trace("descriptors", either))
                .extracting(line -> line.substring(0, line.indexOf('(')))
                .containsExactly("openat", "dup2", "poll");
        List<String> both = List.of("-e", "path=here", "-e", "fds=41", "-e", "trace=dup2,openat,poll");
        assertThat(trace("descriptors", both))
                .extracting(line -> line.substring(0, line.indexOf('(')))
                .containsExactly("dup2", "poll");
    }

    // --- Who makes them ---

    @Test
    void threads_are_known_by_the_names_that_they_have_at_the_time() throws Exception {
        String calls = "trace=getpgid,getsid";
        assertThat(trace("threads", List.of("-e", "thread=worker-*", "-e", calls)))
                .containsExactly("getpgid(0) = " + group(), "getpgid(0) = " + group());
        assertThat(trace("threads", List.of("-e", "thread=renamed", "-e", calls)))
                .extracting(line -> line.substring(0, line.indexOf('(')))
                .containsExactly("getsid", "getsid");
        assertThat(trace("threads", List.of("-e", "thread=!renamed,worker-2", "-e", calls)))
                .hasSize(2);
    }

    /** The group that the tracer leaves to the program is ours. */
    private static String group() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2];
    }

    @Test
    void programs_are_known_by_their_files_and_by_how_they_were_executed() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("alias"), filters);
        List<String> arguments = List.of("programs", link.toString());
        String calls = "trace=getpgid,getsid";
        assertThat(trace(filters, arguments, List.of("-e", "program=alias", "-e", calls)))
                .hasSize(1);
        assertThat(trace(filters, arguments, List.of("-e", "program=filters", "-e", calls)))
                .hasSize(3);
        assertThat(trace(filters, arguments, List.of("-e", "program=!alias", "-e", calls)))
                .extracting(line -> line.substring(0, line.indexOf('(')))
                .containsExactly("getpgid", "getsid");
        assertThat(trace(filters, arguments, List.of("-e", "program=" + programs.toRealPath() + "/f*", "-e", "execve")))
                .hasSize(2);
    }

    @Test
    void a_script_is_a_program() throws Exception {
        Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\necho\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(trace(script, List.of(), List.of("-e", "program=script", "-e", "write")))
                .containsExactly("write(1, \"\\n\", 1) = 1");
        assertThat(trace(script, List.of(), List.of("-e", "program=!script,env", "-e", "write")))
                .isEmpty();
    }

    // --- How they end ---

    @Test
    void errors_are_told_apart() throws Exception {
        List<String> calls = List.of("-e", "trace=open,openat,close,mkdir");
        List<String> missing = trace("errors", with(calls, "-e", "errno=ENOENT"));
        assertThat(missing).last().asString().startsWith("openat(AT_FDCWD, \"nowhere\", O_RDONLY) = -1 ENOENT");
        assertThat(trace("errors", with(calls, "-e", "errno=!ENOENT")))
                .containsExactly(
                        "close(-1) = -1 EBADF (Bad file descriptor)",
                        "close(4000) = -1 EBADF (Bad file descriptor)",
                        "mkdir(\"here\", 0777) = -1 EEXIST (File exists)");
        assertThat(trace("errors", with(calls, "-e", "errno=9", "-c", "-U", "name,calls,errors")))
                .contains("close                    2         2", "total                    2         2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seccomp-bpf", "--no-seccomp-bpf"})
    void json_has_only_what_was_asked_for(String where) throws Exception {
        List<String> options = List.of("--json", where, "-e", "errno=EBADF", "-e", "trace=close");
        assertThat(trace("errors", options))
                .filteredOn(line -> line.contains("\"event\":\"call\""))
                .hasSize(2)
                .allMatch(line ->
                        line.contains("\"thread\":\"filters\",\"program\":\"" + programs + "/filters\",\"start\""));
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    // --- Output ---

    @Test
    void output_is_appended_where_that_was_asked_for() throws Exception {
        List<String> once = trace("run", List.of("-e", "getpgid"));
        assertThat(trace("run", List.of("-e", "getpgid", "-A"))).containsExactly(once.get(0), once.get(0));
        assertThat(trace("run", List.of("-e", "getpgid"))).isEqualTo(once);
    }

    @Test
    void strings_are_hexadecimal_where_that_was_asked_for() throws Exception {
        assertThat(trace("run", List.of("-xx", "-e", "access,execve", "-s", "4")))
                .anyMatch(line -> line.startsWith("access(\"\\x2f\\x65\\x74\\x63\\x2f\\x6c\\x64"));
        assertThat(trace("run", List.of("-x", "-e", "access"))).anyMatch(line -> line.startsWith("access(\"/etc/ld"));
    }

    // --- Summaries ---

    @Test
    void a_saved_trace_comes_to_what_is_counted_at_once() throws Exception {
        List<String> counted = trace("descriptors", List.of("-c", "-S", "name", "-U", "calls,errors,name"));
        trace("descriptors", List.of("--json"));
        TraceProgram.Outcome summary =
                TraceProgram.runCommand(directory, "summary", "-S", "name", "-U", "calls,errors,name", "log");
        assertThat(summary.code()).isZero();
        assertThat(summary.err()).isEmpty();
        // The first column was taken for a process id.
        assertThat(summary.out().lines().map(line -> line.replaceFirst("^\\d+ +", "")))
                .containsExactlyElementsOf(counted);
        assertThat(counted).anyMatch(line -> line.endsWith("poll")).hasSizeGreaterThan(10);
    }
}
