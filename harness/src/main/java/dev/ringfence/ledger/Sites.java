package dev.ringfence.ledger;

import dev.ringfence.event.ActorKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Finds the place in the program that made a system call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Sites {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final String CONSTRUCTOR = "<init>";
    private static final String CALLED_BY = " \u2190 ";

    private Sites() {}

    /**
     * Returns where the call was made: the innermost frame of the application. A stack of JDK frames alone is a site as
     * a whole; without a stack the site is the call, what it names, and its thread, with digits taken out.
     */
    public static Site of(SyscallEvent event) {
        if (!(event.stack() instanceof JavaStack.Taken stack) || stack.frames().isEmpty()) return withoutStack(event);
        return innermostFrame(stack).map(Sites::ofFrame).orElseGet(() -> ofJdkStack(stack.frames()));
    }

    /**
     * Returns where a stack was taken: the innermost frame of the application, or a stack of JDK frames as a whole; empty
     * where it was not taken.
     */
    public static Optional<Site> of(JavaStack stack) {
        if (!(stack instanceof JavaStack.Taken taken) || taken.frames().isEmpty()) return Optional.empty();
        return Optional.of(innermostFrame(taken).map(Sites::ofFrame).orElseGet(() -> ofJdkStack(taken.frames())));
    }

    /** Nobody can edit a line of a native method, so it is taken only where there is no other. */
    private static Optional<StackTraceElement> innermostFrame(JavaStack.Taken stack) {
        List<StackTraceElement> frames =
                stack.frames().stream().filter(Frames::isApplication).toList();
        return frames.stream()
                .filter(frame -> !frame.isNativeMethod())
                .findFirst()
                .or(() -> frames.stream().findFirst());
    }

    /**
     * Returns the line of the test that led to a call of the test's thread: the outermost frame of the application before what
     * JUnit called. Empty where it is of the class that made the call, or where another thread made it, whose outermost frames
     * are of what runs it.
     */
    public static Optional<String> caller(SyscallEvent event) {
        if (event.actor().kind() != ActorKind.TEST || !(event.stack() instanceof JavaStack.Taken taken))
            return Optional.empty();
        Optional<String> inner = innermostFrame(taken).map(Sites::topLevel);
        return taken.frames().stream()
                // Beyond it are extensions around the test.
                .takeWhile(frame -> !frame.getClassName().startsWith("org.junit."))
                .filter(Frames::isApplication)
                .reduce((earlier, later) -> later)
                .filter(outer -> !inner.equals(Optional.of(topLevel(outer))))
                .map(outer -> ofFrame(outer).label());
    }

    /**
     * Returns where the object was created whose constructor made a call: the first frame of the application around its
     * constructors. Who creates an object has to close it. Empty where no constructor made the call.
     */
    public static Optional<String> creator(SyscallEvent event) {
        if (!(event.stack() instanceof JavaStack.Taken taken)) return Optional.empty();
        Optional<StackTraceElement> inner = innermostFrame(taken).filter(Sites::isConstructor);
        return inner.flatMap(constructor -> taken.frames().stream()
                .dropWhile(frame -> !frame.equals(constructor))
                .dropWhile(Sites::isConstructor)
                .filter(Frames::isApplication)
                .findFirst()
                .map(frame -> ofFrame(frame).label()));
    }

    /**
     * Returns the line that called the method which made a call, where it is between that and {@link #caller}: the frame of
     * the application around the innermost. Empty where a constructor made the call, which has a {@link #creator}.
     */
    public static Optional<String> directCaller(SyscallEvent event) {
        Optional<String> outermost = caller(event);
        if (outermost.isEmpty() || !(event.stack() instanceof JavaStack.Taken taken)) return Optional.empty();
        Optional<StackTraceElement> inner = innermostFrame(taken).filter(frame -> !isConstructor(frame));
        return inner.flatMap(made -> taken.frames().stream()
                        .dropWhile(frame -> !frame.equals(made))
                        .skip(1)
                        .filter(Frames::isApplication)
                        .findFirst()
                        .map(frame -> ofFrame(frame).label()))
                .filter(label -> !outermost.equals(Optional.of(label)));
    }

    private static boolean isConstructor(StackTraceElement frame) {
        return frame.getMethodName().equals(CONSTRUCTOR);
    }

    private static String topLevel(StackTraceElement frame) {
        String name = frame.getClassName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /**
     * Returns a site for a thread of which it is not known where it was started: its name with digits taken out, and the
     * outermost method of the application that it runs.
     */
    public static Site ofThread(String name, JavaStack stack) {
        String text = "\"" + template(name) + "\""
                + outermost(stack).map(runs -> ", which runs " + runs).orElse("");
        return new Site("thread " + text, "thread " + text);
    }

    private static Optional<String> outermost(JavaStack stack) {
        if (!(stack instanceof JavaStack.Taken taken)) return Optional.empty();
        return taken.frames().stream()
                .filter(Frames::isApplication)
                .reduce((inner, outer) -> outer)
                .map(frame -> Frames.stableClassName(frame.getClassName()) + "."
                        + Frames.readableMethod(frame.getMethodName()));
    }

    /** Returns the innermost frame of the application as {@code com.example.Poller.run(Poller.java:31)}, if there is one. */
    public static Optional<String> innermost(JavaStack stack) {
        if (!(stack instanceof JavaStack.Taken taken)) return Optional.empty();
        return innermostFrame(taken).map(frame -> ofFrame(frame).label());
    }

    private static Site ofFrame(StackTraceElement frame) {
        String type = Frames.stableClassName(frame.getClassName());
        String at = "(" + source(frame) + ")";
        return new Site(
                type + "." + frame.getMethodName() + at,
                type + "." + Frames.readableMethod(frame.getMethodName()) + at);
    }

    private static String source(StackTraceElement frame) {
        if (frame.isNativeMethod()) return "Native Method";
        String file = frame.getFileName();
        if (file == null) return "Unknown Source";
        return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    }

    private static Site ofJdkStack(List<StackTraceElement> frames) {
        List<String> names = frames.stream().map(Sites::withoutLine).toList();
        List<String> telling = names.stream()
                .filter(name -> !name.startsWith("java.lang.Thread."))
                .toList();
        String label = telling.isEmpty() ? names.get(0) : telling.get(0);
        if (telling.size() > 2) label += CALLED_BY + "\u2026";
        if (telling.size() > 1) label += CALLED_BY + telling.get(telling.size() - 1);
        return new Site(String.join(CALLED_BY, names), label);
    }

    private static String withoutLine(StackTraceElement frame) {
        return Frames.stableClassName(frame.getClassName()) + "." + frame.getMethodName();
    }

    private static Site withoutStack(SyscallEvent event) {
        String named = event.path().map(path -> "\"" + template(path) + "\"").orElse("");
        String text =
                event.name() + "(" + named + ") by \"" + template(event.actor().name()) + "\"";
        return new Site(text, text);
    }

    private static String template(String text) {
        return DIGITS.matcher(text).replaceAll("#");
    }
}
