package dev.ringfence.samples.course;

import java.lang.reflect.InvocationTargetException;

/** Sets how this process treats a signal. By reflection: javac warns of {@code sun.misc}, and cannot be told not to. */
final class Signals {
    private Signals() {}

    /** Treats a signal, such as {@code WINCH}, by {@code SIG_IGN} or {@code SIG_DFL}. */
    static void treat(String signal, String handler) throws ReflectiveOperationException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object named = signals.getConstructor(String.class).newInstance(signal);
        try {
            signals.getMethod("handle", signals, handlers)
                    .invoke(null, named, handlers.getField(handler).get(null));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(signal + " cannot be treated by " + handler, e);
        }
    }
}
