package dev.ringfence;

import dev.ringfence.jupiter.RingfenceExtension;
import dev.ringfence.snapshot.SnapshotPart;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class, or one test method, in a forked JVM that is traced. Nothing else about them changes:
 * constructors, lifecycle methods and other extensions run once, in the forked JVM. May stand on other annotations.
 *
 * <p>Classes with the same settings share one forked JVM, one after another. In it tests run one at a time.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@ExtendWith(RingfenceExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Traced {

    /** Whether the class (or, on a method, the method) has a forked JVM to itself. */
    Fork fork() default Fork.SHARED;

    /**
     * System calls to observe beside the default: names of the kernel ({@code "stat"}), families ({@code "stats"}),
     * categories of strace ({@code "%network"}), regular expressions ({@code "/^epoll"}), {@code "all"}, and with {@code !}
     * what not, in front of all ({@code "!futex"}: all but that) or later ({@code {"%file", "!stat"}}). The texts make one
     * list. What is observed by default stays so.
     */
    String[] observe() default {};

    /**
     * What is captured of {@code /proc} at both ends of each window, beside what always is: what assertions on memory,
     * sockets and threads need. Annotations ask for what they need themselves.
     */
    SnapshotPart[] snapshot() default {};

    /** Who shares a forked JVM. */
    enum Fork {
        /** All classes with the same settings. */
        SHARED,
        /** Nobody: a JVM of its own. */
        OWN
    }
}
