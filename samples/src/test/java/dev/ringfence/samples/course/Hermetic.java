package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoExec;
import dev.ringfence.assertions.NoNetwork;
import dev.ringfence.assertions.WritesOnlyUnder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** House rules: a test of this class needs nothing but its own files. */
@Traced
@NoNetwork
@NoExec
@WritesOnlyUnder("/tmp")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Hermetic {}
