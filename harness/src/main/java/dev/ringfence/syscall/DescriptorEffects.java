package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What calls do to the descriptor table, by name, from the resource {@code descriptors.tsv}. */
final class DescriptorEffects {
    private static final Map<String, DescriptorEffect> ALL = parse("descriptors.tsv", Resource.text("descriptors.tsv"));

    private DescriptorEffects() {}

    static DescriptorEffect of(String call) {
        return ALL.getOrDefault(call, DescriptorEffect.NONE);
    }

    /** Returns the effects of all calls that have one. */
    static Map<String, DescriptorEffect> all() {
        return ALL;
    }

    static Map<String, DescriptorEffect> parse(String source, String text) {
        Map<String, DescriptorEffect> effects = new HashMap<>();
        for (KernelText.Line line : Resource.lines(source, text)) {
            List<String> fields = line.fields();
            String kind = fields.size() > 2 ? fields.get(2) : "";
            int argument = fields.size() > 3 ? line.decimalInt(3, "argument") : 0;
            if (effects.put(fields.get(0), effect(line, kind, argument)) != null)
                throw line.error("name", fields.get(0) + " is there twice");
        }
        return Map.copyOf(effects);
    }

    private static DescriptorEffect effect(KernelText.Line line, String kind, int argument) {
        try {
            return new DescriptorEffect(DescriptorEffect.action(line.field(1, "effect")), kind, argument);
        } catch (IllegalArgumentException e) {
            throw line.error("effect", String.valueOf(e.getMessage()));
        }
    }
}
