package dev.ringfence.kernelfs;

import org.apiguardian.api.API;

/** Text of the kernel is not as its format says. The message names the file, the line and the field. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KernelTextException(String message) {
        super(message);
    }
}
