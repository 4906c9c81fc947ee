package dev.ringfence.jupiter;

import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.Extension;

/** Opens and closes the windows of traced tests, injects the recorder, runs the checks. Use {@link dev.ringfence.Traced}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RingfenceExtension implements Extension {}
