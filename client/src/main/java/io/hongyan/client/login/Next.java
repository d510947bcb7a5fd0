package io.hongyan.client.login;

import java.time.Duration;

/** What follows a connection that ended. */
public sealed interface Next {

    /**
     * Connect and log in again.
     *
     * @param after how long to wait before
     * @param newToken whether to ask for another token first
     */
    record Login(Duration after, boolean newToken) implements Next {}

    /**
     * Stay away: trying again would end the same way.
     *
     * @param why a sentence for developers
     */
    record Stop(String why) implements Next {}
}
