package dev.ringfence.program;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.spawn.StoppedProgram.UserIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Finds users in passwd(5) and group(5). */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UserLookup {
    private static final String PASSWD = "/etc/passwd";
    private static final String GROUP = "/etc/group";

    private UserLookup() {}

    /**
     * Returns the ids of a user, with all the groups it is a member of.
     *
     * @throws IllegalArgumentException when there is no such user
     */
    public static UserIds find(String name) throws IOException {
        return find(name, lines(PASSWD), lines(GROUP));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    }

    static UserIds find(String name, List<String> passwd, List<String> groups) {
        for (String line : passwd) {
            List<String> fields = pieces(line, ':');
            if (fields.size() > 3 && fields.get(0).equals(name)) {
                int gid = number(PASSWD, line, fields.get(3));
                return new UserIds(number(PASSWD, line, fields.get(2)), gid, memberships(name, gid, groups));
            }
        }
        throw new IllegalArgumentException("there is no user \"" + name + "\" in " + PASSWD);
    }

    private static List<Integer> memberships(String name, int gid, List<String> groups) {
        List<Integer> ids = new ArrayList<>(List.of(gid));
        for (String line : groups) {
            List<String> fields = pieces(line, ':');
            if (fields.size() > 3 && pieces(fields.get(3), ',').contains(name)) {
                int id = number(GROUP, line, fields.get(2));
                if (id != gid) ids.add(id);
            }
        }
        return ids;
    }

    private static int number(String file, String line, String field) {
        return KernelText.line(file, line).decimalInt(field, "id");
    }

    private static List<String> pieces(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            pieces.add(text.substring(start, end));
            start = end + 1;
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}
