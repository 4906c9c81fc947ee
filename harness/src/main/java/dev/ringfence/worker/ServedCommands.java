package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Calls them as every program may: through the platform's MBean server, which takes its time to start. */
final class ServedCommands implements DiagnosticCommands {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    private final MBeanServer server;
    private final ObjectName commands;

    ServedCommands() {
        try {
            server = ManagementFactory.getPlatformMBeanServer();
            commands = new ObjectName(COMMANDS);
        } catch (JMException e) {
            throw new HarnessException("no diagnostic commands: " + e, e);
        }
    }

    @Override
    public String threadPrint() {
        return invoke(
                "threadPrint", "Thread.print", new Object[] {new String[0]}, new String[] {String[].class.getName()});
    }

    /** It takes no arguments, so the operation has none. */
    @Override
    public String heapInfo() {
        return invoke("gcHeapInfo", "GC.heap_info", new Object[0], new String[0]);
    }

    private String invoke(String operation, String command, Object[] arguments, String[] signature) {
        try {
            return String.valueOf(server.invoke(commands, operation, arguments, signature));
        } catch (JMException e) {
            throw new HarnessException("the diagnostic command " + command + " failed: " + e, e);
        }
    }
}
