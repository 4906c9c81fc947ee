package dev.ringfence.samples.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The upload service as it was before the incident.
 *
 * <p>The incident: after some weeks of quiet running the service refused every request with "Too many open files", and the
 * disk was full although {@code du} found nothing on it. A client had begun to send uploads with a stale checksum, ten an
 * hour. Each was refused, as it should be, and its temporary file was deleted, as it should be. But on that path nobody
 * closed the stream: the file had no name any more and lived on in the descriptor table ({@code lsof} showed hundreds of
 * lines ending in {@code (deleted)}), and the space on the disk with it.
 *
 * <p>Every test was green, because the answer to the client was right. What went wrong is visible in one place only, the
 * kernel's table of the process's descriptors, and no test looked there.
 *
 * @see UploadService the repair
 */
public final class LeakyUploadService implements Uploads {
    private final Path store;
    private final UploadRules rules;

    /** Makes a service that stores into a directory that exists. */
    public LeakyUploadService(Path store, UploadRules rules) {
        this.store = store;
        this.rules = rules;
    }

    @Override
    public Receipt accept(Upload upload) throws IOException, UploadRejectedException {
        rules.checkAnnouncement(upload);
        Path temporary = Files.createTempFile(store, "upload-", ".part");
        OutputStream out = Files.newOutputStream(temporary);
        ContentDigest arrived = ContentDigest.ofCopy(upload.content(), out, rules.maxSizeInBytes());
        try {
            rules.checkContent(upload, arrived);
        } catch (UploadRejectedException e) {
            Files.delete(temporary);
            throw e;
        }
        out.close();
        Files.move(temporary, store.resolve(upload.name()), StandardCopyOption.ATOMIC_MOVE);
        return new Receipt(upload.name(), arrived.sizeInBytes(), arrived.sha256());
    }
}
