package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.environment.Doctor;
import dev.ringfence.environment.Probe;
import dev.ringfence.environment.ProbeResult;
import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.Works;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

class DoctorCommandTests {
    private static final ProbeResult WORKS = new Works("shell", "/bin/sh runs");
    private static final ProbeResult FAILS = new Fails("tracing", "it is \"refused\"\n\t\\", "allow it");
    private static final ProbeResult BEYOND = new Works("beyond", "never seen");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void says_that_all_works() {
        assertThat(run(List.of(WORKS), Ansi.OFF, "doctor")).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly("", "  ok         shell  /bin/sh runs", "", "Traced tests run here.");
    }

    @Test
    void says_what_fails_and_what_to_do() {
        assertThat(run(List.of(WORKS, new Fails("tracing", "it is refused", "allow it"), BEYOND), Ansi.OFF, "doctor"))
                .isEqualTo(1);
        assertThat(out.toString().lines().skip(2))
                .containsExactly(
                        "  ok         shell    /bin/sh runs",
                        "  FAILED     tracing  it is refused",
                        "  to do               allow it",
                        "  not tried  beyond   needs tracing",
                        "",
                        "Traced tests do not run here: they fail, unless ringfence.unavailable is set to abort or skip.");
    }

    @Test
    void colours_only_where_it_may() {
        run(List.of(WORKS), Ansi.ON, "doctor");
        assertThat(out.toString()).contains("\u001B[32mok\u001B[39m\u001B[0m");
    }

    @Test
    void prints_json_that_quotes_what_must_be_quoted() {
        assertThat(run(List.of(WORKS, FAILS, BEYOND), Ansi.ON, "doctor", "--json"))
                .isEqualTo(1);
        assertThat(out.toString()).isEqualTo("""
                        {
                          "version": "%s",
                          "java": "%s",
                          "ok": false,
                          "probes": [
                            {"name": "shell", "outcome": "ok", "finding": "/bin/sh runs"},
                            {"name": "tracing", "outcome": "failed", "finding": "it is \\"refused\\"\\u000a\\u0009\\\\", "remedy": "allow it"},
                            {"name": "beyond", "outcome": "not-tried", "finding": "needs tracing"}
                          ]
                        }
                        """.formatted(Version.ofThisBuild(), Runtime.version()));
    }

    @Test
    void refuses_a_wrong_command_line() {
        assertThat(run(List.of(WORKS), Ansi.OFF, "doctor", "--jason")).isEqualTo(2);
        assertThat(err.toString()).contains("--jason").contains("Usage: ringfence doctor [-hV] [--json]");
        assertThat(run(List.of(WORKS), Ansi.OFF)).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helps_with_exit_codes_and_examples() {
        assertThat(run(List.of(WORKS), Ansi.OFF, "doctor", "--help")).isZero();
        assertThat(out.toString())
                .contains("Exit codes:", "   0   traced tests run here", "Examples:", "java -jar ringfence.jar doctor");
        assertThat(run(List.of(WORKS), Ansi.OFF, "--version")).isZero();
        assertThat(out.toString()).contains("ringfence " + Version.ofThisBuild(), "Java " + Runtime.version());
    }

    private int run(List<ProbeResult> results, Ansi ansi, String... arguments) {
        Stream<Probe> probes = results.stream().map(Fixed::new);
        Doctor doctor = new Doctor(probes.toList());
        return Commands.commandLine(new DoctorCommand(() -> doctor))
                .setColorScheme(new ColorScheme.Builder(ansi).build())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private record Fixed(ProbeResult run) implements Probe {
        @Override
        public String name() {
            return run.name();
        }
    }
}
