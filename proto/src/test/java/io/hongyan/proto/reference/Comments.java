package io.hongyan.proto.reference;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** What the contracts say above each declaration, which descriptors do not have. Read as they are written: one declaration a line. */
final class Comments {

    private static final Path FOLDER = Path.of("src/main/proto");

    private Comments() {}

    /** Above a message or an enum. */
    static String of(GenericDescriptor type) {
        return above(type.getFile(), "(?:message|enum) " + type.getName() + " \\{}?", 0);
    }

    /** Above a field, or a value of an enum. */
    static String of(GenericDescriptor type, String name, int number) {
        int from = line(lines(type.getFile()), "(?:message|enum) " + type.getName() + " \\{", 0);
        return above(type.getFile(), "\\s+(?:[\\w., <>]*\\s)?" + name + " = " + number + ";", from);
    }

    /** Above a field. */
    static String of(FieldDescriptor field) {
        return of(field.getContainingType(), field.getName(), field.getNumber());
    }

    private static String above(FileDescriptor file, String declaration, int from) {
        List<String> lines = lines(file);
        int line = line(lines, declaration, from);
        List<String> comment = new ArrayList<>();
        while (line > 0 && lines.get(line - 1).strip().startsWith("//")) {
            line--;
            comment.add(lines.get(line).strip().substring(2).strip());
        }
        Collections.reverse(comment);
        return String.join(" ", comment);
    }

    private static int line(List<String> lines, String declaration, int from) {
        Pattern pattern = Pattern.compile(declaration);
        for (int i = from; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        throw new IllegalStateException("There is no line that is " + declaration);
    }

    private static List<String> lines(FileDescriptor file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
