package org.httpca.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is being written into a back-up: 0600, digested on its way, and on the disk when it is done. */
final class StoredFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path file;
    private final FileChannel channel;
    private final DigestOutputStream out;

    private StoredFile(Path root, Path file, FileChannel channel) {
        this.root = root;
        this.file = file;
        this.channel = channel;
        this.out = new DigestOutputStream(Channels.newOutputStream(channel), sha256());
    }

    static StoredFile create(Path root, String path) throws IOException {
        Path file = root.resolve(path);
        PrivateFolders.make(file.getParent());
        return new StoredFile(
                root,
                file,
                FileChannel.open(
                        Files.createFile(
                                file,
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                        StandardOpenOption.WRITE));
    }

    OutputStream out() {
        return out;
    }

    /** @param mode of the original */
    Manifest.Stored done(String mode) throws IOException {
        channel.force(true);
        return new Manifest.Stored(
                root.relativize(file).toString(),
                mode,
                channel.size(),
                HexFormat.of().formatHex(out.getMessageDigest().digest()));
    }

    /** Of a file as it lies there. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
