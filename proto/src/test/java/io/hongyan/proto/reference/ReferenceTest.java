package io.hongyan.proto.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.messaging.v1.SendResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code docs/reference.md} says what the contracts for apps and their back ends say. {@value #RENEW} writes it anew. */
class ReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference.md");

    static final String RENEW = "mvn -pl proto package -Dtest=ReferenceTest -Dhongyan.reference.renew=true";

    private static final List<Descriptor> ROOTS = List.of(
            ClientFrame.getDescriptor(),
            ServerFrame.getDescriptor(),
            SendRequest.getDescriptor(),
            SendResponse.getDescriptor());

    private static final String HEAD = """
            # Reference: every frame, field by field

            Made from [proto/](../proto/README.md) by `ReferenceTest`; renew it with `%s`.

            How these work together is in [protocol](protocol.md); this page is for looking things up. A client says
            [ClientFrame](#clientframe)s and is told [ServerFrame](#serverframe)s; a back end sends [SendRequest](#sendrequest)s
            ([REST and gRPC](../message-service/README.md)). In JSON fields are in lower camel case, 64-bit numbers are strings, and bytes are
            base 64, as Protobuf's canonical JSON has it.
            """.formatted(RENEW);

    @Test
    void thePageThatIsKeptIsCurrent() throws IOException {
        String text = HEAD + ReferencePage.of(ROOTS);
        if (Boolean.getBoolean("hongyan.reference.renew")) {
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE))
                .as("%s is out of date. Renew it: %s", PAGE, RENEW)
                .isEqualTo(text);
    }

    /** Links go by name alone: two types of one name would lead to the same place. */
    @Test
    void everyTypeHasANameOfItsOwnAndEveryLineSaysWhatItIs() {
        Set<String> names = new HashSet<>();

        assertThat(ReferencePage.of(ROOTS).lines().filter(line -> line.startsWith("### ")))
                .allSatisfy(heading -> assertThat(names.add(heading)).isTrue());
        assertThat(ReferencePage.of(ROOTS).lines().filter(line -> line.startsWith("| `")))
                .noneMatch(line -> line.endsWith("|  |"));
    }
}
