package dev.ringfence.samples.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes each upload to a temporary file beside the store's files, checks it, and moves it to its name. The stream is
 * closed on every path, because the block that opens it is the one that closes it.
 *
 * @see LeakyUploadService the same service as it was before the incident
 */
public final class UploadService implements Uploads {
    private final Path store;
    private final UploadRules rules;

    /** Makes a service that stores into a directory that exists. */
    public UploadService(Path store, UploadRules rules) {
        this.store = store;
        this.rules = rules;
    }

    @Override
    public Receipt accept(Upload upload) throws IOException, UploadRejectedException {
        rules.checkAnnouncement(upload);
        Path temporary = Files.createTempFile(store, "upload-", ".part");
        try {
            ContentDigest arrived = write(upload, temporary);
            rules.checkContent(upload, arrived);
            Files.move(temporary, store.resolve(upload.name()), StandardCopyOption.ATOMIC_MOVE);
            return new Receipt(upload.name(), arrived.sizeInBytes(), arrived.sha256());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private ContentDigest write(Upload upload, Path temporary) throws IOException {
        try (OutputStream out = Files.newOutputStream(temporary)) {
            return ContentDigest.ofCopy(upload.content(), out, rules.maxSizeInBytes());
        }
    }
}
