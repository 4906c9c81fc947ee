package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import dev.ringfence.hotspot.ThreadDump;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Asks the virtual machine for {@link ThreadDump}s by its diagnostic command {@code Thread.print}. */
final class ThreadDumpReader {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final String OPERATION = "threadPrint";

    private final MBeanServer server;
    private final ObjectName commands;

    ThreadDumpReader() {
        try {
            server = ManagementFactory.getPlatformMBeanServer();
            commands = new ObjectName(COMMANDS);
        } catch (JMException e) {
            throw new HarnessException("no diagnostic commands: " + e, e);
        }
    }

    ThreadDump read() {
        try {
            Object text = server.invoke(
                    commands, OPERATION, new Object[] {new String[0]}, new String[] {String[].class.getName()});
            return ThreadDump.parse(String.valueOf(text));
        } catch (JMException e) {
            throw new HarnessException("the diagnostic command Thread.print failed: " + e, e);
        }
    }
}
