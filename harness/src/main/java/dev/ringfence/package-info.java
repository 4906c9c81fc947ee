/**
 * What a test author touches: the annotation, the recorder, families of calls. Comes in: nothing. Goes out: what the extension reads. Runs on the threads of tests.
 */
@NullMarked
package dev.ringfence;

import org.jspecify.annotations.NullMarked;
