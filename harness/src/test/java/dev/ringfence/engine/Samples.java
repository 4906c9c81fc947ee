package dev.ringfence.engine;

import dev.ringfence.Traced;
import dev.ringfence.Verdict;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes that are run or discovered by tests. */
final class Samples {
    private Samples() {}

    // --- Run, claimed by name ---

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class AlphaTestCase {
        @Test
        void a1() {}

        @Test
        void a2() {}

        @Test
        void a3() {}
    }

    static class BetaTestCase {
        @Test
        void b1() {}
    }

    static class TemplateTestCase {
        @ParameterizedTest
        @ValueSource(ints = {10, 20, 30})
        void template(int value) {}

        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(1, 2, 3).map(i -> DynamicTest.dynamicTest("d" + i, () -> {}));
        }

        @Test
        void z() {}
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class NestingTestCase {
        @Test
        void outer() {}

        @Nested
        class InnerTestCase {
            @BeforeAll
            static void prepare() {}

            @Test
            void inner() {}
        }
    }

    @ParameterizedClass
    @ValueSource(ints = {7, 8, 9})
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ClassTemplateTestCase {
        @Parameter
        int value;

        @Test
        @Tag("only")
        void c1() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void c2(int other) {}

        @Nested
        class InTemplateTestCase {
            @Test
            void c3() {}
        }
    }

    // --- Discovered only ---

    @Traced
    static class AnnotatedTestCase {
        @Test
        void x() {}

        @Nested
        class WithinTestCase {
            @Test
            void y() {}
        }
    }

    static class InheritingTestCase extends AnnotatedTestCase {}

    @Retention(RetentionPolicy.RUNTIME)
    @Traced
    @interface Composed {}

    @Composed
    static class ComposedTestCase {
        @Test
        void x() {}
    }

    static class OneMethodTestCase {
        @Test
        @Traced
        void traced() {}

        @Test
        void plain() {}

        @Nested
        class PartTestCase {
            @Test
            @Composed
            void traced() {}

            @Test
            void plain() {}
        }
    }

    static class PlainTestCase {
        @Test
        void x() {}
    }

    @Traced(fork = Traced.Fork.OWN)
    static class OwnTestCase {
        @Test
        void x() {}

        @Test
        void y() {}
    }

    @Traced
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class MixedTestCase {
        @Test
        void m1() {}

        @Test
        @Traced(fork = Traced.Fork.OWN)
        void m2() {}

        @Test
        void m3() {}
    }

    @Traced(observe = "read")
    static class ObservingTestCase {
        @Test
        void x() {}

        @Test
        @Traced(observe = {"%%stat", "?openat3", "/^epoll_w/", "!lstat"})
        void y() {}
    }

    @Traced
    @Verdict(check = "futxes", level = Verdict.Level.OFF, because = "they are fast")
    static class MisjudgedTestCase {
        @Test
        void x() {}
    }

    @Traced(observe = "opan")
    static class MisspeltTestCase {
        @Test
        void x() {}
    }

    @Traced
    static class WithIssueTestCase {
        @Test
        void x() {}

        @Test
        @SuppressWarnings("unused")
        private void hidden() {}
    }
}
