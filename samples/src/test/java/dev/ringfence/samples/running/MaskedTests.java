package dev.ringfence.samples.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fd 41  pipe:[88123]                       | fd #  pipe:[#]
            eventpoll watching fd 63, 65   opened by  | eventpoll watching fd #, #   opened by
            openat("/etc/passwd", O_RDONLY) = 81      | openat("/etc/passwd", O_RDONLY) = #
            opened by "upload-31" (tid 5120) 12 ms    | opened by "upload-#" (tid #) # ms
            "http worker-3" 0.4 ms                    | "http worker-#" # ms
            127.0.0.1:8080 → 127.0.0.1:51324          | 127.0.0.1:# → 127.0.0.1:#
            /tmp/junit-77123/a.txt                    | /TEMP/a.txt
            /tmp/junit7712345/a.txt                   | /TEMP/a.txt
            /tmp/x/upload-99.part (deleted)           | /tmp/x/upload-#.part (deleted)
            """)
    void masks_what_differs_from_run_to_run(String text, String masked) {
        assertThat(Masked.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            confirmed: 12 of 12 more runs left more of the same
            opens 6, closes 4
            at com.example.Shop.sell(Shop.java:57)
            reproduce:    mvn test -Dtest=ShopTests#sells -Dringfence.rounds=20
            """)
    void leaves_what_has_to_stay_the_same(String text) {
        assertThat(Masked.text(text)).isEqualTo(text);
    }
}
