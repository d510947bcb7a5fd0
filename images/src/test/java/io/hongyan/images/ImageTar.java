package io.hongyan.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in the layout of the Open Container Initiative, as a tar.
 *
 * @param config how its containers begin
 * @param layers from the lowest to the highest
 */
record ImageTar(JsonNode config, List<Layer> layers) {

    /** The files of one layer, folders left out. */
    record Layer(List<Entry> files) {

        List<String> names() {
            return files.stream().map(Entry::name).toList();
        }
    }

    /**
     * One file.
     *
     * @param name its path without the first slash
     * @param changed in seconds since 1970
     */
    record Entry(String name, long changed, int mode, long user, byte[] bytes) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static ImageTar read(Path tar) throws IOException {
        Map<String, byte[]> blobs = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
            for (Entry entry : entries(in)) {
                blobs.put(entry.name(), entry.bytes());
            }
        }
        JsonNode manifest = json(blobs, json(blob(blobs, "index.json")).at("/manifests/0/digest"));
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : manifest.get("layers")) {
            layers.add(new Layer(
                    entries(new GZIPInputStream(new ByteArrayInputStream(blob(blobs, layer.get("digest")))))));
        }
        return new ImageTar(json(blobs, manifest.at("/config/digest")), layers);
    }

    private static JsonNode json(Map<String, byte[]> blobs, JsonNode digest) throws IOException {
        return json(blob(blobs, digest));
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return JSON.readTree(bytes);
    }

    private static byte[] blob(Map<String, byte[]> blobs, JsonNode digest) {
        return blob(blobs, "blobs/" + digest.asText().replace(':', '/'));
    }

    private static byte[] blob(Map<String, byte[]> blobs, String name) {
        return Objects.requireNonNull(blobs.get(name), () -> "There is no %s among %s".formatted(name, blobs.keySet()));
    }

    private static List<Entry> entries(InputStream in) throws IOException {
        List<Entry> entries = new ArrayList<>();
        var tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()) {
                entries.add(new Entry(
                        entry.getName(),
                        entry.getLastModifiedTime().toMillis() / 1000,
                        entry.getMode(),
                        entry.getLongUserId(),
                        tar.readAllBytes()));
            }
        }
        return entries;
    }
}
