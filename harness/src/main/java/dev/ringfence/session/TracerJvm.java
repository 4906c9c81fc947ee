package dev.ringfence.session;

import dev.ringfence.channel.HarnessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tracer's JVM. Its options are ours: few threads, a quick start, no file of performance counters. Its class path is
 * the harness and the libraries that the tracer uses, found where the test JVM would find them, but not loaded there.
 */
final class TracerJvm implements TracerStarter.Running {
    private static final String MAIN = "dev.ringfence.tracer.TracerMain";
    private static final int TAIL_BYTES = 8 << 10;

    private static final List<String> NEEDED =
            List.of("dev/ringfence/session/TracerJvm.class", "com/kenai/jffi/Foreign.class");

    /** In the harness's own jar once they are relocated. */
    private static final List<String> PERHAPS_RELOCATED = List.of(
            "com/fasterxml/jackson/core/JsonFactory.class",
            "com/samskivert/mustache/Mustache.class",
            "picocli/CommandLine.class");

    private final Process process;
    private final @Nullable TracerArchive archive;
    private final OutputTail tail = new OutputTail(TAIL_BYTES);

    private TracerJvm(Process process, @Nullable TracerArchive archive) {
        this.process = process;
        this.archive = archive;
        Thread drain = new Thread(this::drain, "ringfence-tracer-output");
        drain.setDaemon(true);
        drain.start();
    }

    static TracerJvm start(Path controlSocket) throws IOException {
        List<Path> classPath = classPath();
        TracerArchive archive = TracerArchive.of(classPath).orElse(null);
        ProcessBuilder builder = new ProcessBuilder(command(controlSocket, classPath, archive))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        OptionVariables.NAMES.forEach(builder.environment()::remove);
        // The JDK decodes the links of /proc by the locale; a tracer under POSIX would not show other than ASCII names.
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new TracerJvm(builder.start(), archive);
    }

    static List<String> command(Path controlSocket, List<Path> classPath, @Nullable TracerArchive archive) {
        Path directory = Objects.requireNonNull(controlSocket.getParent(), "the control socket has no directory");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                // jffi unpacks its library there: it goes with the directory.
                "-Djava.io.tmpdir=" + directory,
                "-Djffi.extract.dir=" + directory));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (archive != null) {
            command.add(archive.option());
        }
        String joined = classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
        command.addAll(List.of("-cp", joined, MAIN, controlSocket.toString()));
        return command;
    }

    static List<Path> classPath() {
        Stream<Path> needed = Stream.concat(NEEDED.stream(), Stream.of(nativeLibrary()))
                .map(
                        resource -> Locations.of(resource)
                                .orElseThrow(
                                        () -> new HarnessException(
                                                "cannot find " + resource
                                                        + " on the class path: the libraries that ringfence-harness depends on must not be excluded")));
        Stream<Path> relocated = PERHAPS_RELOCATED.stream().map(Locations::of).flatMap(Optional::stream);
        return Stream.concat(needed, relocated).distinct().toList();
    }

    private static String nativeLibrary() {
        String architecture = System.getProperty("os.arch");
        return "jni/" + (architecture.equals("amd64") ? "x86_64" : architecture) + "-Linux/libjffi-1.2.so";
    }

    private void drain() {
        byte[] buffer = new byte[4 << 10];
        try (InputStream output = process.getInputStream()) {
            for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                tail.add(buffer, count);
            }
        } catch (IOException e) {
            byte[] remark =
                    ("(its output could not be read on: " + e.getMessage() + ")\n").getBytes(Charset.defaultCharset());
            tail.add(remark, remark.length);
        }
    }

    @Override
    @SuppressWarnings(
            "FutureReturnValueIgnored") // The end of a process never fails, and the action says itself what fails.
    public void onEnd(Runnable action) {
        process.onExit().thenRun(action);
    }

    @Override
    public String state() {
        if (process.isAlive()) {
            return "runs as process " + process.pid();
        }
        int value = process.exitValue();
        // The JDK gives a process that a signal ended the exit value of a shell: 128 and the signal's number.
        return value > 128 ? "was ended by signal " + (value - 128) : "exited with code " + value;
    }

    @Override
    public List<String> output() {
        return tail.lines();
    }

    @Override
    public void end(Duration deadline) {
        boolean inOrder = false;
        try {
            inOrder = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        if (archive == null) {
            return;
        }
        if (inOrder) {
            archive.keep();
        } else {
            archive.discard();
        }
    }
}
