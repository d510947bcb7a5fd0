package io.hongyan.helm;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Helm keeps of a release: a secret, which it alone sends as Protobuf (Kubernetes's {@code runtime.Unknown} around a
 * {@code core.v1.Secret}), while fabric8's mock knows JSON only.
 */
final class StoredRelease {

    private static final int MAGIC_BYTES = 4; // "k8s" and a zero

    private StoredRelease() {}

    /** A body as JSON. */
    static byte[] asJson(byte[] body) throws InvalidProtocolBufferException {
        UnknownFieldSet unknown = UnknownFieldSet.parseFrom(Arrays.copyOfRange(body, MAGIC_BYTES, body.length));
        UnknownFieldSet secret = message(unknown, 2);
        UnknownFieldSet metadata = message(secret, 1);
        Map<String, String> data = new HashMap<>();
        map(secret, 2).forEach((key, value) -> data.put(key, Base64.getEncoder().encodeToString(value.toByteArray())));
        Map<String, String> labels = new HashMap<>();
        map(metadata, 11).forEach((key, value) -> labels.put(key, value.toStringUtf8()));
        Secret json = new SecretBuilder()
                .withNewMetadata()
                .withName(text(metadata, 1))
                .withNamespace(Chart.NAMESPACE)
                .withLabels(labels)
                .endMetadata()
                .withType(text(secret, 3))
                .withData(data)
                .build();
        return Serialization.asJson(json).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, ByteString> map(UnknownFieldSet message, int field)
            throws InvalidProtocolBufferException {
        Map<String, ByteString> map = new HashMap<>();
        for (ByteString entry : all(message, field)) {
            UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
            map.put(text(pair, 1), all(pair, 2).getFirst());
        }
        return map;
    }

    private static UnknownFieldSet message(UnknownFieldSet in, int field) throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(all(in, field).getFirst());
    }

    private static String text(UnknownFieldSet in, int field) {
        return all(in, field).getFirst().toStringUtf8();
    }

    private static List<ByteString> all(UnknownFieldSet in, int field) {
        return in.getField(field).getLengthDelimitedList();
    }
}
