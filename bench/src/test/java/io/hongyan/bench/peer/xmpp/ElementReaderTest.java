package io.hongyan.bench.peer.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class ElementReaderTest {

    private static final String STREAM = "<?xml version='1.0'?>"
            + "<stream:stream id='7' xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client'>"
            + "<message from='a@localhost/x' type='chat'><body>1 &lt; 2 &amp; drei: é</body><archived id='9' xmlns='m'/></message>"
            + " <presence/>";

    private static final Element OPENED =
            new Element("stream", "http://etherx.jabber.org/streams", Map.of("id", "7"), List.of(), "");
    private static final Element MESSAGE = new Element(
            "message",
            "jabber:client",
            Map.of("from", "a@localhost/x", "type", "chat"),
            List.of(
                    new Element("body", "jabber:client", Map.of(), List.of(), "1 < 2 & drei: é"),
                    new Element("archived", "m", Map.of("id", "9"), List.of(), "")),
            "");
    private static final Element PRESENCE = new Element("presence", "jabber:client", Map.of(), List.of(), "");

    @Test
    void elementsAreTheSameHoweverTheirBytesAreCut() throws XMLStreamException {
        byte[] bytes = STREAM.getBytes(UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            var reader = new ElementReader();
            List<Element> read = new ArrayList<>();
            byte[] scratch = new byte[size];
            for (int from = 0; from < bytes.length; from += size) {
                int length = Math.min(size, bytes.length - from);
                System.arraycopy(bytes, from, scratch, 0, length);
                reader.read(scratch, 0, length, read::add);
            }

            assertThat(read).as("cut into %d bytes", size).containsExactly(OPENED, MESSAGE, PRESENCE);
        }
    }

    @Test
    void aStanzaIsThereWithItsLastByte() throws XMLStreamException {
        var reader = new ElementReader();
        List<Element> read = new ArrayList<>();
        byte[] bytes = "<stream><a/>".getBytes(UTF_8);

        reader.read(bytes, 0, bytes.length - 1, read::add);
        assertThat(read).hasSize(1);
        reader.read(bytes, bytes.length - 1, bytes.length, read::add);

        assertThat(read).extracting(Element::name).containsExactly("stream", "a");
    }

    @Test
    void whatIsNoXmlIsSaid() {
        byte[] bytes = "<stream><<a/>".getBytes(UTF_8);
        assertThatExceptionOfType(XMLStreamException.class)
                .isThrownBy(() -> new ElementReader().read(bytes, 0, bytes.length, _ -> {}));
    }
}
