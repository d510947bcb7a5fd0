package io.hongyan.connector.delivery;

import io.hongyan.connector.session.LiveSession;
import io.hongyan.proto.client.v1.ServerFrame;

/** Hears of frames that pass to sessions here. Called on the reading thread, and returns at once. */
@FunctionalInterface
public interface DeliveryListener {

    /** A frame went to a session. */
    void delivered(LiveSession session, ServerFrame frame);
}
