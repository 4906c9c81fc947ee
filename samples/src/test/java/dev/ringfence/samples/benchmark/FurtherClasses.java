package dev.ringfence.samples.benchmark;

/** Twenty classes with one test each, as a suite has them. */
final class FurtherClasses {
    private FurtherClasses() {}

    static Class<?>[] all() {
        return new Class<?>[] {
            C01TestCase.class,
            C02TestCase.class,
            C03TestCase.class,
            C04TestCase.class,
            C05TestCase.class,
            C06TestCase.class,
            C07TestCase.class,
            C08TestCase.class,
            C09TestCase.class,
            C10TestCase.class,
            C11TestCase.class,
            C12TestCase.class,
            C13TestCase.class,
            C14TestCase.class,
            C15TestCase.class,
            C16TestCase.class,
            C17TestCase.class,
            C18TestCase.class,
            C19TestCase.class,
            C20TestCase.class
        };
    }

    static final class C01TestCase extends FirstTestCase {}

    static final class C02TestCase extends FirstTestCase {}

    static final class C03TestCase extends FirstTestCase {}

    static final class C04TestCase extends FirstTestCase {}

    static final class C05TestCase extends FirstTestCase {}

    static final class C06TestCase extends FirstTestCase {}

    static final class C07TestCase extends FirstTestCase {}

    static final class C08TestCase extends FirstTestCase {}

    static final class C09TestCase extends FirstTestCase {}

    static final class C10TestCase extends FirstTestCase {}

    static final class C11TestCase extends FirstTestCase {}

    static final class C12TestCase extends FirstTestCase {}

    static final class C13TestCase extends FirstTestCase {}

    static final class C14TestCase extends FirstTestCase {}

    static final class C15TestCase extends FirstTestCase {}

    static final class C16TestCase extends FirstTestCase {}

    static final class C17TestCase extends FirstTestCase {}

    static final class C18TestCase extends FirstTestCase {}

    static final class C19TestCase extends FirstTestCase {}

    static final class C20TestCase extends FirstTestCase {}
}
