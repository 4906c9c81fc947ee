package com.example.letters;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

public final class Letters {
    private Letters() {}

    public static long lines(Path letter) throws IOException {
        try (var lines = Files.lines(letter)) {
            return lines.count();
        }
    }

    static Class<?> ofAnotherModule() {
        return HttpClient.class;
    }
}
