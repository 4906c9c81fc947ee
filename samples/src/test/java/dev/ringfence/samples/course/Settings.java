package dev.ringfence.samples.course;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/** A file of settings. */
final class Settings {
    private final Path file;

    Settings(Path file) {
        this.file = file;
    }

    /** Reads one setting. */
    String read(String key) throws IOException {
        return readAll().getProperty(key, "");
    }

    /** Reads every setting. */
    Properties readAll() throws IOException {
        try (Reader reader = new BufferedReader(new FileReader(file.toFile(), StandardCharsets.UTF_8))) {
            Properties settings = new Properties();
            settings.load(reader);
            return settings;
        }
    }
}
