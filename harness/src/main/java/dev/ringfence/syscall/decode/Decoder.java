package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signature.Kind;
import dev.ringfence.syscall.Signatures;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Decodes calls: at the entry what the program asked for, at the exit what the kernel wrote. Calls without a signature show
 * their six registers.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Decoder {
    private static final int REGISTERS = 6;

    private final Map<String, Compiled> compiled = new HashMap<>();
    private final Map<Signature, Compiled> compatible = new HashMap<>();
    private final DecodeOptions options;
    private final Kinds kinds = new Kinds();

    private record Compiled(List<ArgumentDecoder> arguments, ResultDecoder result) {}

    /** Makes a decoder with kinds of every group. */
    public Decoder(DecodeOptions options) {
        this.options = options;
    }

    /** Makes ready what is going to be decoded soon. */
    public void prepare(List<String> calls) {
        calls.forEach(this::compiled);
    }

    /** Most programs make few of all calls, so each is made ready when it is first seen. */
    private @Nullable Compiled compiled(String name) {
        Compiled known = compiled.get(name);
        if (known != null) return known;
        Signature signature = Signatures.of(name).orElse(null);
        if (signature == null) return null;
        Compiled made = compile(signature, kind -> kind, kind -> kind);
        compiled.put(name, made);
        return made;
    }

    private Compiled compile(Signature signature, UnaryOperator<Kind> argument, UnaryOperator<Kind> result) {
        List<ArgumentDecoder> arguments = signature.parameters().stream()
                .map(parameter -> kinds.decoder(argument.apply(parameter.kind())))
                .toList();
        return new Compiled(arguments, kinds.result(result.apply(signature.result())));
    }

    /** A call between its entry and its exit. */
    public static final class Entered {
        private final DecodeContext context;
        private final List<ArgumentDecoder> decoders;
        private final ResultDecoder result;
        private final Value[] values;

        Entered(DecodeContext context, List<ArgumentDecoder> decoders, ResultDecoder result, Value[] values) {
            this.context = context;
            this.decoders = decoders;
            this.result = result;
            this.values = values;
        }

        /** Returns the arguments as far as they are known: from the first {@link Value.Pending} on, strace shows none. */
        public List<Value> arguments() {
            return shown(List.of(values), strings());
        }

        private DecodeOptions.Strings strings() {
            return context.options().strings();
        }

        /** Decodes the rest at the exit. */
        public Left left(long resultRegister) {
            DecodeContext exit = context.left(values, resultRegister);
            List<Value> all = new ArrayList<>(values.length);
            for (int i = 0; i < values.length; i++) {
                all.add(values[i] instanceof Value.Pending ? decoders.get(i).decode(exit, i) : values[i]);
            }
            return new Left(shown(all, strings()), exit.failed() ? Failures.of(resultRegister) : result.decode(exit));
        }
    }

    /** A call that has returned. */
    public record Left(List<Value> arguments, Result result) {}

    /** Decodes what is known at the entry, through whatever interface the call is made. */
    public Entered entered(Syscall call, long[] registers, TraceeView view) {
        if (call.abi() != Abi.I386) return entered(call.name(), registers, view);
        long[] behind = Compatible.behindPointer(call.name(), registers, view);
        if (behind != null) return compatible(Signatures.of(call.name()).orElse(null), behind, call, view);
        return compatible(call.signature().orElse(null), Compatible.registers(call.name(), registers), call, view);
    }

    private Entered compatible(@Nullable Signature signature, long[] registers, Syscall call, TraceeView view) {
        if (signature == null) return entered(null, call.name(), registers, view);
        Compiled known =
                compatible.computeIfAbsent(signature, each -> compile(each, Compatible::of, Compatible::ofResult));
        return entered(known, call.name(), registers, Compatible.view(view, signature, registers));
    }

    /** Decodes what is known at the entry of a call of x86_64's table. */
    public Entered entered(String name, long[] registers, TraceeView view) {
        return entered(compiled(name), name, registers, view);
    }

    private Entered entered(@Nullable Compiled call, String name, long[] registers, TraceeView view) {
        List<ArgumentDecoder> decoders = call == null ? RAW : call.arguments();
        DecodeContext context = new DecodeContext(view, options, name, registers);
        Value[] values = new Value[decoders.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = decoders.get(i).decode(context, i);
        }
        return new Entered(context, decoders, call == null ? BasicKinds.LONG_RESULT : call.result(), values);
    }

    private static List<Value> shown(List<Value> values, DecodeOptions.Strings strings) {
        if (strings == DecodeOptions.Strings.PLAIN && values.stream().noneMatch(each -> each == Omitted.VALUE))
            return values;
        return values.stream()
                .filter(each -> each != Omitted.VALUE)
                .map(each -> HexStrings.in(each, strings))
                .toList();
    }

    private static final List<ArgumentDecoder> RAW =
            Collections.nCopies(REGISTERS, (context, index) -> new Value.Int(context.register(index), Value.Base.HEX));
}
