package dev.ringfence.tracer;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens a file that is its first argument, in ways that its second one says, and prints in which lines. */
final class OpeningProgram {
    static final int EXIT_CODE = 5;

    private OpeningProgram() {}

    public static void main(String[] arguments) throws Exception {
        String file = arguments[0];
        switch (arguments[1]) {
            case "threads" -> {
                openInMain(file);
                Thread other = new Thread(() -> openInOther(file), "other");
                other.start();
                other.join();
            }
            case "virtual" -> {
                Class<?> builders = Class.forName("java.lang.Thread$Builder");
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Runnable task = () -> openInOther(file);
                ((Thread) builders.getMethod("start", Runnable.class).invoke(builder, task)).join();
            }
            case "run-on" -> runOn(file);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        System.exit(EXIT_CODE);
    }

    /** Until a line comes in; tells each time how often. */
    private static void runOn(String file) throws IOException {
        Thread other = new Thread(
                () -> {
                    while (true) open(file);
                },
                "other");
        other.setDaemon(true);
        other.start();
        for (long i = 1; System.in.available() == 0; i++) {
            open(file);
            System.out.println(i);
        }
    }

    private static void openInMain(String file) {
        print("main", openAndTell(file));
    }

    private static void openInOther(String file) {
        print("other", openAndTell(file));
    }

    private static int openAndTell(String file) {
        return line(open(file)); // The one line that both calls stand in.
    }

    private static FileInputStream open(String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int line(FileInputStream opened) {
        return new Throwable(opened.toString()).getStackTrace()[1].getLineNumber();
    }

    private static void print(String who, int line) {
        System.out.println(who + " opened it in line " + line);
    }
}
