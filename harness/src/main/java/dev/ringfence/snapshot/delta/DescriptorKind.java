package dev.ringfence.snapshot.delta;

/** What the link of a descriptor says that it is: {@code d_path} and {@code dynamic_dname} in fs/d_path.c. */
final class DescriptorKind {
    private static final String ANONYMOUS = "anon_inode:";

    private DescriptorKind() {}

    static String of(String link) {
        if (link.startsWith("/memfd:")) return "memfd";
        if (link.startsWith("/")) return "file";
        if (link.startsWith(ANONYMOUS)) return withoutBrackets(link.substring(ANONYMOUS.length()));
        int colon = link.indexOf(":[");
        return colon > 0 ? link.substring(0, colon) : "other";
    }

    private static String withoutBrackets(String name) {
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
