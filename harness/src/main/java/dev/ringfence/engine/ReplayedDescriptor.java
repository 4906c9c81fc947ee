package dev.ringfence.engine;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.JavaSerialization;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A test or container that was registered while tests ran in the worker: an invocation of a template, a dynamic test. */
final class ReplayedDescriptor extends AbstractTestDescriptor {
    private final Type type;
    private final String legacyName;
    private final Set<TestTag> tags;

    ReplayedDescriptor(UniqueId id, Frame.TestEvent event) {
        super(
                id,
                event.displayName(),
                JavaSerialization.decode(event.source(), TestSource.class).orElse(null));
        this.type = switch (event.nodeType()) {
            case CONTAINER -> Type.CONTAINER;
            case TEST -> Type.TEST;
            case CONTAINER_AND_TEST -> Type.CONTAINER_AND_TEST;
        };
        this.legacyName = event.legacyName();
        this.tags = event.tags().stream().map(TestTag::create).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Type getType() {
        return type;
    }

    @Override
    public String getLegacyReportingName() {
        return legacyName;
    }

    @Override
    public Set<TestTag> getTags() {
        return new LinkedHashSet<>(tags);
    }

    @Override
    public boolean mayRegisterTests() {
        return type != Type.TEST;
    }
}
