package dev.ringfence.program;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativePipe;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apiguardian.api.API;

/** A command of a shell whose input a log is. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LogCommand {
    private final Process process;
    private final LogOutput input;

    private LogCommand(Process process, LogOutput input) {
        this.process = process;
        this.input = input;
    }

    /**
     * Starts one.
     *
     * @param command as it was given in an argument of ours
     */
    public static LogCommand start(String command) throws IOException {
        NativePipe pipe = new NativePipe(Libc.load());
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", ascii(command))
                .redirectInput(pipe.readEnd())
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT);
        try {
            return new LogCommand(start(builder), LogOutput.pipe(pipe));
        } catch (IOException e) {
            pipe.close();
            throw e;
        }
    }

    /** The thread that starts a process is its parent, and the tracer's thread waits for all of its children. */
    private static Process start(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread parent = new Thread(
                () -> {
                    try {
                        Process process = builder.start();
                        started.complete(process);
                        process.waitFor();
                    } catch (IOException | InterruptedException e) {
                        started.completeExceptionally(e);
                    }
                },
                "ringfence-output");
        parent.setDaemon(true);
        parent.start();
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IOException("the command of -o could not be started: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** The JVM encodes what it hands on by the locale, which may have ASCII alone: the shell decodes the rest. */
    static String ascii(String command) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(command)) return command;
        StringBuilder octal = new StringBuilder();
        for (byte piece : NativeText.bytes(command)) {
            octal.append(String.format(Locale.ROOT, "\\0%03o", piece & 0xff));
        }
        return "eval \"$(printf '%b' '" + octal + "')\"";
    }

    /** Returns where to write. */
    public LogOutput input() {
        return input;
    }

    /** Waits until it has ended. */
    public void await() throws IOException {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
