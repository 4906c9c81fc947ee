package dev.ringfence.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTests {

    @Test
    void options_stay_in_order() {
        assertThat(JvmOptions.forWorker(
                        List.of("-Xmx64m", "-ea", "--add-opens=java.base/java.io=ALL-UNNAMED"), Map.of()))
                .containsExactly("-Xmx64m", "-ea", "--add-opens=java.base/java.io=ALL-UNNAMED");
    }

    @Test
    void a_coverage_agent_passes() {
        String jacoco =
                "-javaagent:/m2/org.jacoco.agent-0.8.14-runtime.jar=destfile=/work/target/jacoco.exec,append=true";

        assertThat(JvmOptions.forWorker(List.of(jacoco), Map.of())).containsExactly(jacoco);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=n,address=localhost:5005",
                "-agentpath:/jdk/lib/libjdwp.so=transport=dt_socket",
                "-Xrunjdwp:transport=dt_socket,address=8000",
                "-Xdebug",
                "-Xnoagent",
                "-javaagent:/opt/idea/lib/idea_rt.jar=40123:/opt/idea/bin",
                "-javaagent:/home/u/.cache/JetBrains/captureAgent/debugger-agent.jar=file:///tmp/capture.props",
                "-javaagent:/eclipse/plugins/javaagent-shaded.jar",
                "-Dcom.sun.management.jmxremote.port=9010"
            })
    void a_debugger_s_options_do_not_pass(String option) {
        assertThat(JvmOptions.forWorker(List.of("-ea", option), Map.of())).containsExactly("-ea");
        assertThat(OptionVariables.withoutDebugger("-ea '" + option + "' -Dx=y"))
                .isEqualTo("-ea  -Dx=y");
    }

    @Test
    void what_the_environment_brings_is_not_given_twice() {
        Map<String, String> environment = Map.of(
                "JAVA_TOOL_OPTIONS", "-javaagent:a.jar '-Dy=q r'",
                "JDK_JAVA_OPTIONS", "--add-opens java.base/java.io=ALL-UNNAMED -p mods",
                "_JAVA_OPTIONS", "-Dunder=1");
        List<String> reported = List.of(
                "-javaagent:a.jar",
                "-Dy=q r",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--module-path=mods",
                "-Dx=1",
                "-Dunder=1");

        assertThat(JvmOptions.forWorker(reported, environment)).containsExactly("-Dx=1");
    }

    @Test
    void an_option_that_the_command_line_repeats_is_kept_once() {
        assertThat(JvmOptions.forWorker(List.of("-Dx=1", "-Dx=1"), Map.of("JAVA_TOOL_OPTIONS", "-Dx=1")))
                .containsExactly("-Dx=1");
    }

    @Test
    void quotes_hold_an_option_together() {
        assertThat(OptionVariables.parse("  -Da='x y' \"-Db=it's\"  -Dc=\"\" "))
                .extracting(OptionVariables.Option::text)
                .containsExactly("-Da=x y", "-Db=it's", "-Dc=");
    }
}
