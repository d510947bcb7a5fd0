package io.hongyan.bench.peer.xmpp;

/** What users send after their login. */
final class Stanzas {

    /** Asks the server how many stanzas it has taken. */
    static final String REQUEST = "<r xmlns='urn:xmpp:sm:3'/>";

    private static final String MAM = "urn:xmpp:mam:2";

    private Stanzas() {}

    /** Tells the server how many stanzas of its have come. */
    static String answer(long handled) {
        return "<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>";
    }

    /** A message to one user. */
    static String chat(String to, String id, String text) {
        return message(to, "chat", id, text);
    }

    /** A message to everybody in a room. */
    static String groupChat(String room, String id, String text) {
        return message(room, "groupchat", id, text);
    }

    private static String message(String to, String type, String id, String text) {
        return "<message to='" + escaped(to) + "' type='" + type + "' id='" + escaped(id) + "'><body>" + escaped(text)
                + "</body></message>";
    }

    /** Enters a room, and makes it if it is not there; what was said before is not wanted. */
    static String enter(String room, String nick) {
        return "<presence to='" + escaped(room + "/" + nick)
                + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>";
    }

    /**
     * Asks for messages of the archive, oldest first.
     *
     * @param with whom they were exchanged with
     * @param after the archive's id of the last that one has; empty to begin with the first
     */
    static String archive(String id, String with, String after, int max) {
        return "<iq type='set' id='" + escaped(id) + "'><query xmlns='" + MAM
                + "'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>" + MAM + "</value></field>"
                + "<field var='with'><value>" + escaped(with) + "</value></field></x>"
                + "<set xmlns='http://jabber.org/protocol/rsm'><max>" + max + "</max>"
                + (after.isEmpty() ? "" : "<after>" + escaped(after) + "</after>") + "</set></query></iq>";
    }

    /** As text and as attribute between single quotes. */
    static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("&<>'\"".indexOf(text.charAt(i)) >= 0) {
                return text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&apos;")
                        .replace("\"", "&quot;");
            }
        }
        return text;
    }
}
