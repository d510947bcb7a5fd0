package io.hongyan.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A file that is to be uploaded, as it was when it was read first. */
final class HashedFile {

    private static final int BUFFER = 65_536;

    private final Path path;
    private final long size;
    private final byte[] sha256;

    private HashedFile(Path path, long size, byte[] sha256) {
        this.path = path;
        this.size = size;
        this.sha256 = sha256;
    }

    /** Reads it once. */
    static HashedFile of(Path path) {
        try (InputStream bytes = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new HashedFile(path, size, digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(path), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM cannot do SHA-256.", e);
        }
    }

    long size() {
        return size;
    }

    byte[] sha256() {
        return sha256.clone();
    }

    /** So many bytes from an offset on. */
    InputStream open(long offset, long length) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path).position(offset);
            return new Slice(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(path), e);
        }
    }

    /** The first bytes of a stream. */
    private static final class Slice extends FilterInputStream {

        private long left;

        private Slice(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
