package io.hongyan.message.api.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Answers as canonical JSON, with fields that have their default. */
final class CanonicalJson {

    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

    private CanonicalJson() {}

    static String of(Message answer) {
        try {
            return PRINTER.print(answer);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("An answer has no Any that could not be printed.", e);
        }
    }
}
