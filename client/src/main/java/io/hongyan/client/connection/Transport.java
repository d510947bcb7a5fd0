package io.hongyan.client.connection;

/** The kinds of socket that a connector offers. All carry the same frames. */
public enum Transport {
    /** Length-prefixed Protobuf over TCP. */
    TCP(Encoding.LENGTH_PREFIXED, false),
    /** Length-prefixed Protobuf over TLS. */
    TLS(Encoding.LENGTH_PREFIXED, true),
    /** Protobuf in binary WebSocket messages. */
    WEBSOCKET(Encoding.WEBSOCKET_BINARY, false),
    /** Canonical JSON in WebSocket text messages. */
    WEBSOCKET_JSON(Encoding.WEBSOCKET_TEXT, false),
    /** As {@link #WEBSOCKET}, over TLS. */
    WEBSOCKET_TLS(Encoding.WEBSOCKET_BINARY, true),
    /** As {@link #WEBSOCKET_JSON}, over TLS. */
    WEBSOCKET_JSON_TLS(Encoding.WEBSOCKET_TEXT, true);

    /** How frames lie on the wire. */
    public enum Encoding {
        /** A varint with the length, then Protobuf. */
        LENGTH_PREFIXED,
        /** One binary message each: Protobuf. */
        WEBSOCKET_BINARY,
        /** One text message each: JSON. */
        WEBSOCKET_TEXT
    }

    private final Encoding encoding;
    private final boolean encrypted;

    Transport(Encoding encoding, boolean encrypted) {
        this.encoding = encoding;
        this.encrypted = encrypted;
    }

    /** How frames lie on the wire. */
    public Encoding encoding() {
        return encoding;
    }

    /** Whether the socket speaks TLS. */
    public boolean encrypted() {
        return encrypted;
    }
}
