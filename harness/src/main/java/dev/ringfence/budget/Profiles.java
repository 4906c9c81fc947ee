package dev.ringfence.budget;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Names of profiles: what has to be the same for numbers to be comparable. The kernel's interface and the JDK decide which
 * calls a program makes.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Profiles {
    private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9._+-]+(?: [A-Za-z0-9._+-]+)*");

    private Profiles() {}

    /** Returns that of this JVM, such as {@code linux-x86_64 jdk17}. */
    public static String ofThisJvm() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                Runtime.version().feature());
    }

    static String of(String system, String architecture, int jdk) {
        String machine = architecture.equals("amd64") ? "x86_64" : architecture;
        return (system + "-" + machine).toLowerCase(Locale.ROOT).replace(' ', '-') + " jdk" + jdk;
    }

    /** Returns whether a lock file can have a section of this name. */
    public static boolean isProfile(String name) {
        return PROFILE.matcher(name).matches();
    }
}
