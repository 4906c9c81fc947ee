package dev.ringfence.samples.course;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A library that reads from a data file of its own, one line of {@value #WIDTH} bytes for each country. */
final class CountryTable {
    private static final int WIDTH = 3;
    private static @Nullable CountryTable shared;
    private final RandomAccessFile file;

    private CountryTable(Path data) throws IOException {
        this.file = new RandomAccessFile(data.toFile(), "r");
    }

    /** Returns the table that everybody shares; it is opened on first use and kept as long as the JVM lives. */
    static synchronized CountryTable shared() throws IOException {
        CountryTable table = shared;
        if (table == null) {
            table = open();
            shared = table;
        }
        return table;
    }

    /** Opens a table for the caller alone. It has no close method. */
    static CountryTable open() throws IOException {
        Path data = Files.createTempFile("countries-", ".dat");
        try {
            Files.writeString(data, "AT\nCH\nDE\n");
            return new CountryTable(data);
        } finally {
            Files.delete(data);
        }
    }

    synchronized String country(int index) {
        try {
            file.seek((long) index * WIDTH);
            String line = file.readLine();
            if (line == null) throw new EOFException("no country " + index);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
