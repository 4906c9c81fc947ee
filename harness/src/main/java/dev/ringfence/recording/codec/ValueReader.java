package dev.ringfence.recording.codec;

import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} writes. */
final class ValueReader {
    private final StrictJson in;

    ValueReader(StrictJson in) {
        this.in = in;
    }

    /** Reads decoded arguments; there are none in a recording of the first version. */
    List<Argument> readArguments() {
        if (!in.isField("decoded")) return List.of();
        return in.field("decoded").list(() -> {
            in.beginObject();
            Argument argument = new Argument(in.field("name").text(), readField("value"));
            in.endObject();
            return argument;
        });
    }

    private Value readField(String name) {
        in.field(name);
        return read();
    }

    private Value read() {
        in.beginObject();
        Value value = readSimple();
        if (value == null) value = readComposed();
        in.endObject();
        return value;
    }

    private @Nullable Value readSimple() {
        if (in.isField("int"))
            return new Value.Int(in.field("int").number(), in.field("base").constant(Value.Base.class));
        if (in.isField("address")) return new Value.Address(in.field("address").number());
        if (in.isField("unreadable"))
            return new Value.Unreadable(in.field("unreadable").number());
        if (in.isField("symbol")) {
            String text = in.field("symbol").text();
            return new Value.Symbol(in.field("raw").number(), text);
        }
        if (in.isField("flags")) {
            List<String> names = in.field("flags").list(in::text);
            return new Value.Flags(
                    in.field("raw").number(),
                    names,
                    in.field("rest").number(),
                    in.field("vocabulary").text());
        }
        if (in.isField("fd"))
            return new Value.Descriptor(
                    in.field("fd").integer(), in.field("directory").bool(), in.optionalText("target"));
        if (in.isField("text"))
            return new Value.Text(in.field("text").text(), in.field("cut").bool());
        if (in.isField("set"))
            return new Value.MemberSet(
                    in.field("set").list(in::text), in.field("complement").bool());
        if (in.isField("word")) return new Value.Word(in.field("word").text());
        return null;
    }

    private Value readComposed() {
        if (in.isField("struct"))
            return new Value.Struct(
                    in.field("struct").list(this::readStructField),
                    in.field("abbreviated").bool());
        if (in.isField("array"))
            return new Value.Sequence(
                    in.field("array").list(this::read), in.field("cut").bool());
        if (in.isField("changed")) return new Value.Changed(readField("changed"), readField("to"));
        if (in.isField("joined"))
            return new Value.Joined(
                    in.field("joined").list(this::read), in.field("operator").text());
        if (in.isField("applied"))
            return new Value.Applied(in.field("applied").text(), in.field("to").list(this::read));
        if (in.isField("noted"))
            return new Value.Noted(readField("noted"), in.field("comment").text());
        if (in.isField("pending")) {
            in.field("pending").mustBeTrue();
            boolean shown = in.field("shown").bool();
            return new Value.Pending(in.isField("before") ? readField("before") : null, shown);
        }
        throw in.expected("a decoded value");
    }

    private Value.Field readStructField() {
        in.beginObject();
        Value.Field field = new Value.Field(in.field("name").text(), readField("value"));
        in.endObject();
        return field;
    }
}
