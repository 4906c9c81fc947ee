/** What a forked JVM gets from the test JVM: agents, options, system properties, environment. */
package dev.ringfence.samples.handed;
