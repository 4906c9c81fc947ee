package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signatures;
import dev.ringfence.syscall.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Arguments and results of a call that does many things, such as prctl(2): which there are, and what they are, depends on one
 * argument, the key. The resource {@code variants/NAME.tsv} has a signature for each name of the vocabulary
 * {@code flags/NAME.tsv}, of the arguments that depend on the key; the one that is called {@code ?} is for all other keys.
 *
 * <p>The kind is {@code variant(NAME,index of the key,index of the first argument that depends on it)}; a fourth detail is a
 * mask of the key.
 */
final class Variants {
    private static final String OTHERS = "?";

    private static final int KEY = 1;
    private static final int FIRST = 2;
    private static final int MASK = 3;
    private static final long LOW_32 = 0xffffffffL;

    private final int key;
    private final int first;
    private final long mask;
    private final Map<Long, Variant> variants = new HashMap<>();
    private final Variant others;

    private record Variant(List<ArgumentDecoder> arguments, ResultDecoder result) {}

    private Variants(Kinds kinds, List<String> details) {
        String name = details.get(0);
        key = number(details, KEY);
        first = number(details, FIRST);
        mask = details.size() > MASK ? number(details, MASK) : LOW_32;
        String resource = "variants/" + name + ".tsv";
        Map<String, Variant> byName = Signatures.parse(resource, Resources.text(resource)).stream()
                .collect(Collectors.toMap(Signature::name, signature -> compile(kinds, signature)));
        others = Objects.requireNonNull(byName.remove(OTHERS), resource);
        Vocabulary.of(name).forEach((value, constant) -> {
            Variant variant = byName.get(constant);
            if (variant != null) variants.put(value, variant);
        });
    }

    static void addTo(Kinds kinds) {
        kinds.add("variant", details -> new Variants(kinds, details)::decode);
        kinds.addResultOf("variant", details -> new Variants(kinds, details)::result);
    }

    private static int number(List<String> details, int index) {
        return KernelText.line("signatures", details.get(index)).decimalInt(0, "detail of variant");
    }

    private static Variant compile(Kinds kinds, Signature signature) {
        List<ArgumentDecoder> arguments = signature.parameters().stream()
                .map(parameter -> kinds.decoder(parameter.kind()))
                .toList();
        return new Variant(arguments, kinds.result(signature.result()));
    }

    private Variant variant(DecodeContext context) {
        return variants.getOrDefault(context.register(key) & mask, others);
    }

    private Value decode(DecodeContext context, int index) {
        List<ArgumentDecoder> arguments = variant(context).arguments();
        int place = index - first;
        return place < arguments.size() ? arguments.get(place).decode(context, index) : Omitted.VALUE;
    }

    private Result result(DecodeContext context) {
        return variant(context).result().decode(context);
    }
}
