package io.hongyan.connector.session;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Welcome;
import java.time.Duration;

/** What is to be done for a connection. */
public sealed interface Effect {

    /** Find out whether the token is good, and ask the suite to bring the session into being. */
    record LogIn(Hello hello) implements Effect {}

    /** Write the Welcome, then whatever was delivered meanwhile. */
    record Greet(int id, Welcome welcome, Duration heartbeat) implements Effect {}

    /** Have the suite carry out a frame. */
    record Handle(ClientFrame frame) implements Effect {}

    /** Write an error; the connection goes on. */
    record Refuse(int id, Error why) implements Effect {}

    /** Write an error, then end what is written. */
    record Close(int id, Error why) implements Effect {}

    /** End what is written, with nothing to say. */
    record Leave() implements Effect {}

    /** Close the socket now, whatever it still holds. */
    record Cut() implements Effect {}
}
