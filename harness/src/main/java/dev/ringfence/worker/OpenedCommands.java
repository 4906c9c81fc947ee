package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Calls what the MBean of the diagnostic commands calls, without the server that it lives in. The worker's command opens it. */
final class OpenedCommands implements DiagnosticCommands {
    private static final String PROVIDER = "com.sun.management.internal.PlatformMBeanProviderImpl";
    private static final String COMMANDS = "com.sun.management.internal.DiagnosticCommandImpl";

    private final MethodHandle find;
    private final MethodHandle execute;

    /**
     * Finds them.
     *
     * @throws ReflectiveOperationException if this JDK has nothing of these names, or does not open it
     */
    OpenedCommands() throws ReflectiveOperationException {
        // It loads the native library.
        Class.forName(PROVIDER);
        Class<?> type = Class.forName(COMMANDS);
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        Method bean = type.getDeclaredMethod("getDiagnosticCommandMBean");
        Method command = type.getDeclaredMethod("executeDiagnosticCommand", String.class);
        find = inside.unreflect(bean);
        execute = inside.unreflect(command);
    }

    @Override
    public String threadPrint() {
        return execute("Thread.print");
    }

    @Override
    public String heapInfo() {
        return execute("GC.heap_info");
    }

    private String execute(String command) {
        try {
            return String.valueOf(execute.invoke(find.invoke(), command));
        } catch (Throwable t) {
            if (t instanceof Error error) throw error;
            throw new HarnessException("the diagnostic command " + command + " failed: " + t, t);
        }
    }
}
