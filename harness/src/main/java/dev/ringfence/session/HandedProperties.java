package dev.ringfence.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

/**
 * Chooses the system properties that the worker is given: all that do not describe the JVM itself. Those set on the command
 * line come again with the same value; those that the runner (Surefire's {@code systemPropertyVariables}) or a test set at
 * run time come by this way only.
 */
final class HandedProperties {
    /** Tells the worker's JUnit that it is in a worker. */
    static final String WORKER = "ringfence.worker";

    /** What means nothing else in a properties file. */
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,;@";

    private static final String HEX = "0123456789abcdef";

    private static final Set<String> OF_THE_JVM = Set.of(
            "java.class.path",
            "java.class.version",
            "java.home",
            "java.runtime.name",
            "java.runtime.version",
            "java.specification.maintenance.version",
            "java.specification.name",
            "java.specification.vendor",
            "java.specification.version",
            "java.vendor",
            "java.vendor.url",
            "java.vendor.url.bug",
            "java.vendor.version",
            "java.version",
            "java.version.date",
            "java.vm.compressedOopsMode",
            "java.vm.info",
            "java.vm.name",
            "java.vm.specification.name",
            "java.vm.specification.vendor",
            "java.vm.specification.version",
            "java.vm.vendor",
            "java.vm.version",
            "jdk.debug",
            "jdk.module.main",
            "jdk.module.main.class",
            "jdk.module.path",
            "jdk.module.upgrade.path",
            "native.encoding",
            "os.arch",
            "os.name",
            "os.version",
            "stderr.encoding",
            "stdin.encoding",
            "stdout.encoding",
            "sun.arch.data.model",
            "sun.boot.library.path",
            "sun.cpu.endian",
            "sun.cpu.isalist",
            "sun.io.unicode.encoding",
            "sun.java.command",
            "sun.java.launcher",
            "sun.jnu.encoding",
            "sun.management.compiler",
            "sun.os.patch.level",
            "sun.stderr.encoding",
            "sun.stdout.encoding");

    private HandedProperties() {}

    static Properties of(Properties system) {
        Properties handed = new Properties();
        for (String name : system.stringPropertyNames()) {
            if (!OF_THE_JVM.contains(name) && !name.startsWith("com.sun.management.jmxremote")) {
                handed.setProperty(name, system.getProperty(name));
            }
        }
        handed.setProperty(WORKER, "true");
        return handed;
    }

    /**
     * Writes properties as {@link Properties#load} reads them. {@link Properties#store} writes the date as well, for which the
     * JDK loads its names of time zones, which takes longer than all the rest.
     */
    static void write(Properties properties, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : properties.stringPropertyNames()) {
            append(name, text);
            text.append('=');
            append(properties.getProperty(name), text);
            text.append('\n');
        }
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    private static void append(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (PLAIN.indexOf(each) >= 0) {
                text.append(each);
            } else {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) text.append(HEX.charAt(each >> shift & 0xf));
            }
        }
    }
}
