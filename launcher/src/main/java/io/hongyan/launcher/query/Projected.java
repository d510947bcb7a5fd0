package io.hongyan.launcher.query;

import io.hongyan.proto.explain.v1.GetProjectedResponse;

/** What became of the question what a projection has of an event. */
public sealed interface Projected {

    /** It answered. */
    record Answered(GetProjectedResponse answer) implements Projected {}

    /** It did not, in the words of the call. */
    record Silent(String why) implements Projected {}
}
