package dev.ringfence.session;

import dev.ringfence.channel.HarnessException;
import java.lang.management.ManagementFactory;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What of a test JVM its worker has to be like.
 *
 * @param options what the JVM was started with, from command line and variables
 * @param environment variables
 * @param properties system properties as they are now
 * @param workingDirectory absolute path
 * @param modules names of the modules of its boot layer that are not the JDK's
 */
record JvmView(
        List<String> options,
        Map<String, String> environment,
        Properties properties,
        Path workingDirectory,
        List<String> modules) {
    JvmView {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
        modules = List.copyOf(modules);
    }

    static JvmView current() {
        return new JvmView(
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getenv(),
                System.getProperties(),
                Path.of("").toAbsolutePath(),
                ModuleLayer.boot().configuration().modules().stream()
                        .filter(module -> !isOfTheJdk(module))
                        .map(ResolvedModule::name)
                        .sorted()
                        .toList());
    }

    private static boolean isOfTheJdk(ResolvedModule module) {
        return module.reference()
                .location()
                .map(URI::getScheme)
                .map("jrt"::equals)
                .orElse(true);
    }

    String property(String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new HarnessException("the system property " + name + " is not set");
        }
        return value;
    }
}
