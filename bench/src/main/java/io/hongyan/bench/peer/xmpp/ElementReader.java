package io.hongyan.bench.peer.xmpp;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Makes elements out of the bytes of one stream, however they are cut. The stream's own tag comes first, as an element without
 * content; then each of those in it, as soon as it is complete. Not for several threads.
 */
final class ElementReader {

    private static final InputFactoryImpl FACTORY = factory();

    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader = FACTORY.createAsyncForByteArray();
    private final Deque<Open> open = new ArrayDeque<>();
    private int depth;

    /** One whose end has not come. */
    private record Open(
            String name, String namespace, Map<String, String> attributes, List<Element> children, StringBuilder text) {

        Element closed() {
            return new Element(name, namespace, attributes, children, text.toString());
        }
    }

    /**
     * Some bytes came.
     *
     * @param each is given every element that is complete with them
     * @throws XMLStreamException if they are not XML
     */
    void read(byte[] bytes, int from, int to, Consumer<Element> each) throws XMLStreamException {
        reader.getInputFeeder().feedInput(bytes, from, to - from);
        while (true) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> begin(each);
                case XMLStreamReader.END_ELEMENT -> end(each);
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text();
                case AsyncXMLStreamReader.EVENT_INCOMPLETE, XMLStreamReader.END_DOCUMENT -> {
                    return;
                }
                default -> {} // the declaration, comments
            }
        }
    }

    private void begin(Consumer<Element> each) {
        Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        if (depth++ == 0) {
            each.accept(new Element(reader.getLocalName(), namespace, attributes, List.of(), ""));
        } else {
            open.push(new Open(reader.getLocalName(), namespace, attributes, new ArrayList<>(2), new StringBuilder()));
        }
    }

    private void end(Consumer<Element> each) {
        depth--;
        Open ended = open.poll();
        if (ended == null) {
            return; // the stream itself: the connection's end follows
        }
        Open around = open.peek();
        if (around == null) {
            each.accept(ended.closed());
        } else {
            around.children().add(ended.closed());
        }
    }

    private void text() {
        Open around = open.peek();
        if (around != null) { // else a space between two stanzas, to show that somebody is there
            around.text().append(reader.getText());
        }
    }

    private static InputFactoryImpl factory() {
        var factory = new InputFactoryImpl();
        factory.configureForSpeed();
        return factory;
    }
}
