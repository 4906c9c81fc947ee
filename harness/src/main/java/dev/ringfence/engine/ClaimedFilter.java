package dev.ringfence.engine;

import org.apiguardian.api.API;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Takes the tests that the engine claimed out of Jupiter's own tree: they run once, in the forked JVM. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClaimedFilter implements PostDiscoveryFilter {

    /** Made by the service loader. */
    public ClaimedFilter() {}

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        return FilterResult.includedIf(
                !Claims.contains(descriptor.getUniqueId().toString()),
                () -> "not claimed by the ringfence engine",
                () -> "runs in a forked JVM: claimed by the ringfence engine");
    }
}
