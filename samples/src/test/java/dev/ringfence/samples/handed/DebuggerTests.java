package dev.ringfence.samples.handed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With {@code ringfence.debug} the forked JVM waits for a debugger, which then sees the tests. */
class DebuggerTests {
    private static final String SUBJECT = "dev.ringfence.samples.handed.OnlyInTheWorker";
    private static final Pattern PORT = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    @TempDir
    Path directory;

    private Process jvm;

    @AfterEach
    void end() throws InterruptedException {
        if (jvm != null) jvm.destroyForcibly().waitFor();
    }

    @Test
    @Timeout(120)
    void a_debugger_that_is_attached_stops_in_the_code_under_test() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(HandedTests.command(List.of("-Dringfence.debug=true")))
                .directory(java.nio.file.Files.createDirectory(directory.resolve("here"))
                        .toFile())
                .redirectErrorStream(true);
        builder.environment().put("HANDED_VARIABLE", "a value");
        jvm = builder.start();
        List<String> output = new ArrayList<>();
        VirtualMachine worker;
        try (BufferedReader reader = jvm.inputReader()) {
            worker = attach(port(reader, output));
            assertThat(stops(worker)).as("breakpoints that were hit").isEqualTo(1);
            reader.lines().forEach(output::add);
        }
        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).as(() -> String.join("\n", output)).isZero();
    }

    private static String port(BufferedReader reader, List<String> output) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.add(line);
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) return matcher.group(1);
        }
        throw new AssertionError("no port was printed:\n" + String.join("\n", output));
    }

    private static VirtualMachine attach(String port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        return connector.attach(arguments);
    }

    /** Sets a breakpoint in the only method of the subject and lets the machine run to its end. */
    private static int stops(VirtualMachine worker) throws Exception {
        ClassPrepareRequest prepare = worker.eventRequestManager().createClassPrepareRequest();
        prepare.addClassFilter(SUBJECT);
        prepare.enable();
        int stops = 0;
        boolean alive = true;
        while (alive) {
            EventSet events = worker.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent prepared) {
                    worker.eventRequestManager()
                            .createBreakpointRequest(prepared.referenceType()
                                    .methodsByName("answer")
                                    .get(0)
                                    .location())
                            .enable();
                } else if (event instanceof BreakpointEvent) {
                    stops++;
                }
                alive &= !(event instanceof VMDisconnectEvent);
            }
            if (alive) events.resume();
        }
        return stops;
    }
}
