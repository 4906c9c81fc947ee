package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads JSON whose shape is known; whatever is not as expected is an error with its place. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StrictJson {
    private final JsonParser parser;
    private @Nullable JsonToken token;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Stands at the first value of an input that may have several. */
    static StrictJson on(JsonParser parser) {
        StrictJson in = new StrictJson(parser);
        in.advance();
        return in;
    }

    /** Reads one value that fills the input. */
    public static <T> T read(JsonParser parser, Function<StrictJson, T> reader) {
        StrictJson in = on(parser);
        try {
            T value = reader.apply(in);
            if (in.token != null) throw in.expected("the end");
            return value;
        } catch (IllegalArgumentException | NullPointerException e) {
            // A value object refuses what it was given, such as a descriptor number below zero.
            throw new RecordingFormatException(e.getMessage() + in.place(), e);
        }
    }

    // --- Structure ---

    /** Takes the beginning of an object. */
    public void beginObject() {
        take(JsonToken.START_OBJECT, "an object");
    }

    /** Takes the end of an object. */
    public void endObject() {
        take(JsonToken.END_OBJECT, "the end of the object");
    }

    /** Takes an array, each element with this. */
    public <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        forEachElement(() -> list.add(element.get()));
        return list;
    }

    void forEachElement(Runnable element) {
        beginArray();
        while (token != JsonToken.END_ARRAY) element.run();
        endArray();
    }

    void beginArray() {
        take(JsonToken.START_ARRAY, "an array");
    }

    void endArray() {
        take(JsonToken.END_ARRAY, "the end of the array");
    }

    /** Takes the name of a field, which must be this. */
    public StrictJson field(String name) {
        if (!isField(name)) throw expected("field \"" + name + "\"");
        advance();
        return this;
    }

    /** Returns whether the name of a field comes that is this. */
    public boolean isField(String name) {
        return token == JsonToken.FIELD_NAME && textHere().equals(name);
    }

    /** Returns whether the name of a field comes. */
    public boolean isAnyField() {
        return token == JsonToken.FIELD_NAME;
    }

    /** Takes the name of a field. */
    public String anyField() {
        if (!isAnyField()) throw expected("a field");
        String name = textHere();
        advance();
        return name;
    }

    boolean isNumber() {
        return token == JsonToken.VALUE_NUMBER_INT;
    }

    boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    /** Returns whether a string comes. */
    public boolean isText() {
        return token == JsonToken.VALUE_STRING;
    }

    boolean isEndOfObject() {
        return token == JsonToken.END_OBJECT;
    }

    /** Returns the name of the field here, and goes to its value. */
    String fieldName() {
        if (token != JsonToken.FIELD_NAME) throw expected("a field");
        String name = textHere();
        advance();
        return name;
    }

    /** Goes over the value here, whatever it is. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw notJson(e);
        }
        advance();
    }

    // --- Values ---

    /** Takes a string. */
    public String text() {
        if (!isText()) throw expected("a string");
        String text = textHere();
        advance();
        return text;
    }

    /** Takes an integer of 64 bits. */
    public long number() {
        if (!isNumber()) throw expected("an integer");
        try {
            long value = parser.getLongValue();
            advance();
            return value;
        } catch (IOException e) {
            throw new RecordingFormatException("expected an integer of 64 bits" + place(), e);
        }
    }

    /** Takes an integer of 32 bits. */
    public int integer() {
        if (!isNumber()) throw expected("an integer");
        try {
            int value = parser.getIntValue();
            advance();
            return value;
        } catch (IOException e) {
            throw new RecordingFormatException("expected an integer of 32 bits" + place(), e);
        }
    }

    /** Takes a truth value. */
    public boolean bool() {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) throw expected("true or false");
        boolean value = token == JsonToken.VALUE_TRUE;
        advance();
        return value;
    }

    void mustBeTrue() {
        take(JsonToken.VALUE_TRUE, "true");
    }

    /** Takes the name of a constant. */
    public <E extends Enum<E>> E constant(Class<E> type) {
        if (!isText()) throw expected("a string");
        String name = textHere();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                advance();
                return constant;
            }
        }
        throw expected("the name of a " + type.getSimpleName());
    }

    /** Takes a field with a string, or returns null where another field comes. */
    @Nullable
    public String optionalText(String name) {
        return isField(name) ? field(name).text() : null;
    }

    /** Takes a string that is one of {@code allowed}. */
    public String oneOf(Set<String> allowed, String noun) {
        if (!isText()) throw expected("a string");
        String text = textHere();
        if (!allowed.contains(text)) throw expected(noun);
        advance();
        return text;
    }

    /** Takes an integer and returns what it stands for. */
    public <T> T integerAs(LongFunction<@Nullable T> meaning, String noun) {
        if (!isNumber()) throw expected("an integer");
        try {
            T value = meaning.apply(parser.getLongValue());
            if (value == null) throw expected(noun);
            advance();
            return value;
        } catch (IOException e) {
            throw new RecordingFormatException("expected an integer of 64 bits" + place(), e);
        }
    }

    // --- Errors ---

    RecordingFormatException expected(String what) {
        return new RecordingFormatException("expected " + what + " but found " + found() + place());
    }

    /** Returns {@code , at /events/3/sequence (line 1, column 240)}. */
    String place() {
        JsonLocation at = parser.currentTokenLocation();
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return ", at " + (pointer.isEmpty() ? "/" : pointer) + " (line " + at.getLineNr() + ", column "
                + at.getColumnNr() + ")";
    }

    private String found() {
        if (token == null) return "the end";
        return switch (token) {
            case FIELD_NAME -> "field \"" + textHere() + "\"";
            case VALUE_STRING -> "\"" + textHere() + "\"";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_OBJECT -> "the end of the object";
            case END_ARRAY -> "the end of the array";
            default -> textHere();
        };
    }

    private void take(JsonToken wanted, String what) {
        if (token != wanted) throw expected(what);
        advance();
    }

    private void advance() {
        try {
            token = parser.nextToken();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private String textHere() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** Jackson says where, too, and that it does not show the source. */
    private static String withoutSource(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        int source = line.indexOf(" (start marker");
        return source < 0 ? line : line.substring(0, source);
    }

    private RecordingFormatException notJson(IOException e) {
        String message = String.valueOf(e.getMessage());
        return new RecordingFormatException("not well-formed JSON: " + withoutSource(message) + place(), e);
    }
}
