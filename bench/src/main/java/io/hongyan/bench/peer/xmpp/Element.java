package io.hongyan.bench.peer.xmpp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One element that a server sent, with all that is in it.
 *
 * @param name without a prefix
 * @param text directly in it; empty if there is none
 */
public record Element(
        String name, String namespace, Map<String, String> attributes, List<Element> children, String text) {

    /** The value of an attribute; empty if it has none of that name. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The first element of a name in it. */
    public Optional<Element> child(String childName) {
        for (Element child : children) {
            if (child.name.equals(childName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** Whether it is one of three kinds that go between users; others belong to the stream. */
    public boolean isStanza() {
        return name.equals("message") || name.equals("presence") || name.equals("iq");
    }
}
