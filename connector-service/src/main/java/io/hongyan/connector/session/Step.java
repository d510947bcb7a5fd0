package io.hongyan.connector.session;

import java.util.List;

/** What a connection is next, and what is to be done for it, in this order. */
public record Step(Session next, List<Effect> effects) {

    static Step to(Session next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
