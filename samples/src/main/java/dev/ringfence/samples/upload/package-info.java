/**
 * A small upload service over HTTP, with and without the classic leak. Comes in: PUT requests. Goes out: files in a store directory. Depends on Jetty and nothing of Ringfence, and
 * runs on the server's threads.
 */
@NullMarked
package dev.ringfence.samples.upload;

import org.jspecify.annotations.NullMarked;
