package dev.ringfence.kernelfs.proc.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the processes that tests look at, when they are asked for, and ends them after the class. */
final class LiveProcesses implements AfterAllCallback {
    private static final int ATTEMPTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Kind, LiveProcess> started = new EnumMap<>(Kind.class);
    private final List<Path> directories = new ArrayList<>();

    /** What is looked at. */
    enum Kind {
        /** With descriptors of every kind. */
        JVM,
        /** With open files and pipes. */
        SHELL,
        /** nginx, a worker of it, with a client; where it is not installed, that of Python. */
        SERVER
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        started.values().forEach(LiveProcess::close);
        for (Path directory : directories) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
            }
        }
    }

    /** Returns the process, stopped. */
    LiveProcess get(Kind kind) throws IOException, InterruptedException {
        LiveProcess process = started.get(kind);
        if (process != null) return process;
        LiveProcess fresh = start(kind);
        started.put(kind, fresh);
        return fresh.stopped();
    }

    private LiveProcess start(Kind kind) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("live");
        directories.add(directory);
        return switch (kind) {
            case JVM -> jvm(directory);
            case SHELL -> shell(directory);
            case SERVER -> server(directory);
        };
    }

    /** Starts a virtual machine that holds descriptors of every kind. */
    static LiveProcess jvm(Path directory) throws IOException {
        return LiveProcess.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                OpenThings.class.getName(),
                directory.toString()));
    }

    static LiveProcess shell(Path directory) throws IOException {
        Files.writeString(directory.resolve("in"), "line\n".repeat(100));
        String script = """
                exec 5>"$1/out put" 6<"$1/in" 7>"$1/gone" 8>>"$1/more"
                rm "$1/gone"
                echo twelve bytes >&5
                read -r line <&6
                sleep 1000 | sleep 1000 &
                echo ready
                read -r line
                """;
        return LiveProcess.start(List.of("/bin/sh", "-c", script, "a shell", directory.toString()));
    }

    private static LiveProcess server(Path directory) throws IOException, InterruptedException {
        Optional<Path> nginx = Tool.find("nginx");
        Optional<Path> python = Tool.find("python3");
        Assumptions.assumeTrue(
                nginx.isPresent() || python.isPresent(), "tools tier: there is neither nginx nor python3");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Another program may take the port between.
            Optional<LiveProcess> server = serve(nginx, directory, freePort());
            if (server.isPresent()) return server.get();
        }
        throw new AssertionError("no server started in " + ATTEMPTS + " attempts");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Optional<LiveProcess> serve(Optional<Path> nginx, Path directory, int port)
            throws IOException, InterruptedException {
        List<String> command = nginx.isPresent()
                ? nginx(nginx.get(), directory, port)
                : List.of("/usr/bin/python3", "-m", "http.server", "--bind", "127.0.0.1", Integer.toString(port));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            boolean serves = nginx.isEmpty() || process.children().findAny().isPresent();
            Optional<Socket> client = serves ? answered(port) : Optional.empty();
            if (client.isPresent()) {
                long pid =
                        process.children().map(ProcessHandle::pid).findFirst().orElse(process.pid());
                return Optional.of(new LiveProcess((int) pid, process, List.of(client.get())));
            }
            Thread.sleep(5);
        }
        new LiveProcess((int) process.pid(), process, List.of()).close();
        return Optional.empty();
    }

    /** Returns a connection that stays open, over which something has been asked and answered. */
    private static Optional<Socket> answered(int port) {
        try {
            Socket client = new Socket("127.0.0.1", port);
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            if (client.getInputStream().read() < 0) throw new IOException("it has closed the connection");
            return Optional.of(client);
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static List<String> nginx(Path program, Path directory, int port) throws IOException {
        Path configuration =
                Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                pid nginx.pid;
                worker_processes 1;
                events { }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server { listen 127.0.0.1:%d; listen unix:%s; location / { return 200 "hello"; } }
                }
                """.formatted(port, directory.resolve("unix")));
        Files.deleteIfExists(directory.resolve("unix"));
        return List.of(program.toString(), "-p", directory.toString(), "-c", configuration.toString(), "-e", "stderr");
    }
}
