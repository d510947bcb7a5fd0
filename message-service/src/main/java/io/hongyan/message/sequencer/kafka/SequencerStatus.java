package io.hongyan.message.sequencer.kafka;

/** How the sequencer of this process is. */
sealed interface SequencerStatus {

    /** This process does not have the role. */
    record Off() implements SequencerStatus {}

    /** It will work as soon as something else is there. */
    record Waiting(String reason) implements SequencerStatus {}

    /** It works. */
    record Running() implements SequencerStatus {}

    /** Only a restart of the process can help. */
    record Failed(String reason) implements SequencerStatus {}
}
