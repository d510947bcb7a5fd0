package io.hongyan.bench.peer.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class StanzasTest {

    @Test
    void whatIsWrittenIsReadAgainWithWhateverIsInIt() throws XMLStreamException {
        Element read = read(Stanzas.chat("o'brien@localhost", "a\"1", "<b> & 'c'"));

        assertThat(read.attribute("to")).isEqualTo("o'brien@localhost");
        assertThat(read.attribute("id")).isEqualTo("a\"1");
        assertThat(read.attribute("type")).isEqualTo("chat");
        assertThat(read.child("body")).map(Element::text).contains("<b> & 'c'");
    }

    @Test
    void aRoomIsEnteredWithoutItsPast() throws XMLStreamException {
        Element read = read(Stanzas.enter("r@rooms", "alice"));

        assertThat(read.attribute("to")).isEqualTo("r@rooms/alice");
        assertThat(read.child("x").flatMap(x -> x.child("history")))
                .map(history -> history.attribute("maxstanzas"))
                .contains("0");
    }

    @Test
    void aPageOfTheArchiveFollowsTheLastOne() throws XMLStreamException {
        Element first = read(Stanzas.archive("q1", "bob@localhost", "", 200));
        Element next = read(Stanzas.archive("q2", "bob@localhost", "1700", 200));

        assertThat(range(first).child("after")).isEmpty();
        assertThat(range(first).child("max")).map(Element::text).contains("200");
        assertThat(range(next).child("after")).map(Element::text).contains("1700");
    }

    private static Element range(Element iq) {
        return iq.child("query").flatMap(query -> query.child("set")).orElseThrow();
    }

    private static Element read(String stanza) throws XMLStreamException {
        List<Element> read = new ArrayList<>();
        byte[] bytes = ("<stream xmlns='jabber:client'>" + stanza).getBytes(UTF_8);
        new ElementReader().read(bytes, 0, bytes.length, read::add);
        return read.getLast();
    }
}
