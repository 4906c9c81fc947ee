package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpedFrameTests {

    private static StackTraceElement element(String text) {
        return new DumpedFrame(text).element().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Main.main(Main.java:12)                                      | Main.main(Main.java:12)
                    java.io.FileInputStream.open0(java.base@25.0.3/Native Method) | java.io.FileInputStream.open0(Native Method)
                    a.B$$Lambda/0x0000000011022ab0.run(java.base@25/Unknown Source) | a.B$$Lambda/0x0000000011022ab0.run(Unknown Source)
                    a.B$$Lambda/0x0000000011022ab0.run(Unknown Source)           | a.B$$Lambda/0x0000000011022ab0.run(Unknown Source)
                    a.BTest.works (for 1/2)(BTest.kt:3)                          | a.BTest.works (for 1/2)(BTest.kt:3)
                    no frame                                                     | no frame
                    """)
    void is_shown_without_its_module(String text, String shown) {
        assertThat(new DumpedFrame(text).withoutModule()).isEqualTo(shown);
    }

    @Test
    void is_an_element_with_its_module() {
        assertThat(element("ThreadPrintCapture.spin(ThreadPrintCapture.java:47)"))
                .isEqualTo(new StackTraceElement("ThreadPrintCapture", "spin", "ThreadPrintCapture.java", 47));
        assertThat(element("ThreadPrintCapture$$Lambda/0x0000000011162800.run(Unknown Source)"))
                .isEqualTo(new StackTraceElement("ThreadPrintCapture$$Lambda/0x0000000011162800", "run", null, -1));
        assertThat(element(
                        "java.lang.VirtualThread$VThreadContinuation$1.run(java.base@25.0.3/VirtualThread.java:252)"))
                .isEqualTo(new StackTraceElement(
                        null,
                        "java.base",
                        "25.0.3",
                        "java.lang.VirtualThread$VThreadContinuation$1",
                        "run",
                        "VirtualThread.java",
                        252));
    }

    @Test
    void is_an_element_of_a_native_method() {
        StackTraceElement frame = element("java.io.FileInputStream.open0(java.base@25.0.3/Native Method)");
        assertThat(frame.isNativeMethod()).isTrue();
        assertThat(frame.getFileName()).isNull();
    }

    @Test
    void is_an_element_whatever_its_method_is_called() {
        assertThat(element("a.BTest.works (for 1)(BTest.kt:3)"))
                .isEqualTo(new StackTraceElement("a.BTest", "works (for 1)", "BTest.kt", 3));
    }
}
