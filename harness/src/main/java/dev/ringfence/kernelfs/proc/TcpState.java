package dev.ringfence.kernelfs.proc;

import java.util.Optional;
import org.apiguardian.api.API;

/** States of a TCP connection, in the order of the numbers of {@code include/net/tcp_states.h}, from 1. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TcpState {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    NEW_SYN_RECV;

    static Optional<TcpState> of(long number) {
        return number >= 1 && number <= values().length ? Optional.of(values()[(int) number - 1]) : Optional.empty();
    }
}
