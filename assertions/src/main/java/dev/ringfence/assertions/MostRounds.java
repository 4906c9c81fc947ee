package dev.ringfence.assertions;

import dev.ringfence.kernelfs.KernelText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads the largest number of rounds from the system property that a failure's {@code reproduce:} line names. */
final class MostRounds {
    static final String PROPERTY = "ringfence.rounds";
    private static final int DEFAULT = 12;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private MostRounds() {}

    static int configured() {
        return of(System.getProperty(PROPERTY));
    }

    static int of(@Nullable String value) {
        if (value == null) return DEFAULT;
        if (!NUMBER.matcher(value).matches())
            throw new ExtensionConfigurationException(
                    PROPERTY + " must be a number from 1 to 999999 but was: \"" + value + "\"");
        return KernelText.line(PROPERTY, value).decimalInt(value, PROPERTY);
    }
}
