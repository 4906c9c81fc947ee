package dev.ringfence.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorGroupTests {

    private static OpenDescriptor open(int fd, String description) {
        return new OpenDescriptor(fd, description, description);
    }

    @Test
    void what_is_the_same_is_one_group_and_the_largest_comes_first() {
        assertThat(DescriptorGroup.of(List.of(open(0, "/dev/null"), open(1, "/a"), open(2, "/b"), open(3, "/b"))))
                .containsExactly(
                        new DescriptorGroup("/b", List.of(2, 3)),
                        new DescriptorGroup("/dev/null", List.of(0)),
                        new DescriptorGroup("/a", List.of(1)));
    }

    @Test
    void connections_of_a_server_differ_in_the_port_of_the_client() {
        List<OpenDescriptor> connections = IntStream.range(0, 3)
                .mapToObj(i -> open(
                        7 + i,
                        "socket TCP 127.0.0.1:8080 -> 10.0.0." + (i == 2 ? 6 : 5) + ":5000" + i + " ESTABLISHED"))
                .toList();
        assertThat(DescriptorGroup.of(connections))
                .containsExactly(
                        new DescriptorGroup("socket TCP 127.0.0.1:8080 -> 10.0.0.5:* ESTABLISHED", List.of(7, 8)),
                        new DescriptorGroup("socket TCP 127.0.0.1:8080 -> 10.0.0.6:50002 ESTABLISHED", List.of(9)));
    }

    @Test
    void connections_of_a_client_differ_in_its_own_port() {
        assertThat(DescriptorGroup.of(List.of(
                        open(7, "socket TCP [::1]:50001 -> [::1]:5432 CLOSE_WAIT"),
                        open(8, "socket TCP [::1]:50002 -> [::1]:5432 CLOSE_WAIT"),
                        open(9, "socket TCP [::1]:50003 -> [::1]:5432 ESTABLISHED"))))
                .containsExactly(
                        new DescriptorGroup("socket TCP [::1]:* -> [::1]:5432 CLOSE_WAIT", List.of(7, 8)),
                        new DescriptorGroup("socket TCP [::1]:50003 -> [::1]:5432 ESTABLISHED", List.of(9)));
    }

    @Test
    void datagrams_have_no_state() {
        assertThat(DescriptorGroup.of(List.of(
                        open(7, "socket UDP 127.0.0.1:53 -> 127.0.0.1:50001"),
                        open(8, "socket UDP 127.0.0.1:53 -> 127.0.0.1:50002"))))
                .containsExactly(new DescriptorGroup("socket UDP 127.0.0.1:53 -> 127.0.0.1:*", List.of(7, 8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /tmp/a                 | /tmp/a                        | file
                    /tmp/a (deleted)       | /tmp/a (deleted)              | deleted file
                    /dev/null              | /dev/null                     | device
                    /dev/shm/a             | /dev/shm/a                    | file
                    /memfd:a (deleted)     | memfd:a                       | memfd
                    pipe:[7]               | pipe read end                 | pipe
                    socket:[7]             | socket TCP 127.0.0.1:1 LISTEN | socket TCP
                    socket:[7]             | socket unix /a LISTEN         | socket unix
                    socket:[7]             | socket without an address     | socket
                    socket:[7]             | socket:[7] (not described: x) | socket
                    anon_inode:[eventpoll] | eventpoll watching fd 3       | eventpoll
                    anon_inode:inotify     | inotify watching 1            | inotify
                    anon_inode:[pidfd]     | pidfd of process 7            | pidfd
                    """)
    void the_kind_is_told_by_the_link(String link, String description, String kind) {
        assertThat(new OpenDescriptor(3, link, description).kind()).isEqualTo(kind);
    }
}
