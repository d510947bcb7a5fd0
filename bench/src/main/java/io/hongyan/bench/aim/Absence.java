package io.hongyan.bench.aim;

import io.hongyan.bench.Report;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Users who are away while others write to them, and come back, several times if wanted. */
public interface Absence {

    /**
     * Has them miss their messages, so that they can come back. Where what they missed stays in an archive this writes once only.
     *
     * @throws IllegalArgumentException if not all messages were taken
     */
    void miss(Report report);

    /** Everybody who is away. */
    List<? extends Returning> users();

    /** One of them. */
    interface Returning {

        /** Comes back, catches up and leaves. Fails if something did not come, or not in its order. */
        CompletionStage<Void> comeBack();
    }
}
