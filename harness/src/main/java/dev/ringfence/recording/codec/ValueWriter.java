package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes decoded arguments: each value is an object whose first field tells its kind. */
final class ValueWriter {
    private final JsonGenerator json;

    ValueWriter(JsonGenerator json) {
        this.json = json;
    }

    void writeArguments(List<Argument> arguments) throws IOException {
        json.writeArrayFieldStart("decoded");
        for (Argument argument : arguments) {
            json.writeStartObject();
            json.writeStringField("name", argument.name());
            writeField("value", argument.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeField(String field, Value value) throws IOException {
        json.writeFieldName(field);
        write(value);
    }

    private void write(Value value) throws IOException {
        json.writeStartObject();
        if (!writeSimple(value)) writeComposed(value);
        json.writeEndObject();
    }

    private boolean writeSimple(Value value) throws IOException {
        if (value instanceof Value.Int number) {
            json.writeNumberField("int", number.value());
            json.writeStringField("base", number.base().name());
        } else if (value instanceof Value.Address address) {
            json.writeNumberField("address", address.value());
        } else if (value instanceof Value.Unreadable unreadable) {
            json.writeNumberField("unreadable", unreadable.address());
        } else if (value instanceof Value.Symbol symbol) {
            json.writeStringField("symbol", symbol.text());
            json.writeNumberField("raw", symbol.raw());
        } else if (value instanceof Value.Flags flags) {
            writeTexts("flags", flags.names());
            json.writeNumberField("raw", flags.raw());
            json.writeNumberField("rest", flags.rest());
            json.writeStringField("vocabulary", flags.vocabulary());
        } else if (value instanceof Value.Descriptor descriptor) {
            json.writeNumberField("fd", descriptor.fd());
            json.writeBooleanField("directory", descriptor.directory());
            writeOptional("target", descriptor.target());
        } else if (value instanceof Value.Text text) {
            json.writeStringField("text", text.latin1());
            json.writeBooleanField("cut", text.cut());
        } else if (value instanceof Value.MemberSet set) {
            writeTexts("set", set.members());
            json.writeBooleanField("complement", set.complement());
        } else if (value instanceof Value.Word word) {
            json.writeStringField("word", word.text());
        } else {
            return false;
        }
        return true;
    }

    private void writeComposed(Value value) throws IOException {
        if (value instanceof Value.Struct struct) {
            json.writeArrayFieldStart("struct");
            for (Value.Field field : struct.fields()) {
                json.writeStartObject();
                json.writeStringField("name", field.name());
                writeField("value", field.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("abbreviated", struct.abbreviated());
        } else if (value instanceof Value.Sequence sequence) {
            writeValues("array", sequence.elements());
            json.writeBooleanField("cut", sequence.cut());
        } else if (value instanceof Value.Changed changed) {
            writeField("changed", changed.before());
            writeField("to", changed.after());
        } else if (value instanceof Value.Joined joined) {
            writeValues("joined", joined.parts());
            json.writeStringField("operator", joined.operator());
        } else if (value instanceof Value.Applied applied) {
            json.writeStringField("applied", applied.function());
            writeValues("to", applied.arguments());
        } else if (value instanceof Value.Noted noted) {
            writeField("noted", noted.value());
            json.writeStringField("comment", noted.comment());
        } else if (value instanceof Value.Pending pending) {
            json.writeBooleanField("pending", true);
            json.writeBooleanField("shown", pending.shown());
            Value before = pending.before();
            if (before != null) writeField("before", before);
        } else {
            throw new IllegalStateException("no format for " + value);
        }
    }

    private void writeValues(String field, List<Value> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (Value value : values) write(value);
        json.writeEndArray();
    }

    private void writeTexts(String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private void writeOptional(String field, @Nullable String text) throws IOException {
        if (text != null) json.writeStringField(field, text);
    }
}
