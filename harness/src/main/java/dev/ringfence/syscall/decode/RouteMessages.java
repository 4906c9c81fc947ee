package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a routing message says of a link, an address, a route or a neighbour: its structure; the attributes after it as bytes.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
final class RouteMessages {
    /** By the type of the message without its lowest two bits, which say whether it is new, deleted, asked for or set. */
    private static final Map<Integer, FieldLayout> LAYOUTS = Map.of(
            16, Layouts.of("ifinfomsg"),
            20, Layouts.of("ifaddrmsg"),
            24, Layouts.of("rtmsg"),
            28, Layouts.of("ndmsg"));

    private static final Map<Integer, String> FAMILY_FIELDS =
            Map.of(16, "ifi_family", 20, "ifa_family", 24, "rtm_family", 28, "ndm_family");

    private RouteMessages() {}

    static Value of(DecodeContext context, int type, ByteBuffer bytes, int at, int size) {
        int group = type & ~3;
        @Nullable FieldLayout layout = LAYOUTS.get(group);
        if (layout == null) return HexText.limited(context, bytes, at, size);
        if (size < layout.size()) {
            Value family = Networks.FAMILIES.symbol(bytes.get(at) & 0xff);
            return new Value.Struct(List.of(new Field(FAMILY_FIELDS.getOrDefault(group, ""), family)), true);
        }
        Value body = layout.decode(context, bytes, at);
        int rest = size - layout.size();
        if (rest == 0) return body;
        // Two elements without brackets of their own: the message has them.
        Value attributes = HexText.limited(context, bytes, at + layout.size(), rest);
        return new Value.Joined(List.of(body, attributes), ", ");
    }
}
