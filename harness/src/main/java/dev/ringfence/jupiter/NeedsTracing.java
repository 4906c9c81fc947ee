package dev.ringfence.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Stands on annotations that judge a traced test. A test that carries one of them and is not traced fails: it would pass
 * unseen.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@Documented
@ExtendWith(RingfenceExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NeedsTracing {}
