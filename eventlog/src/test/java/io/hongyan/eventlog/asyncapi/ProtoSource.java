package io.hongyan.eventlog.asyncapi;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A contract as it is written, comments and all, which descriptors do not have. Only what a message is made of is taken of a file.
 * Declarations start at the beginning of a line, as they do throughout {@code proto/}.
 */
final class ProtoSource {

    private static final Path FOLDER = Path.of("../proto/src/main/proto");

    private ProtoSource() {}

    /** The files that have something of a message, its own first. */
    static Set<FileDescriptor> files(Descriptor root) {
        Set<FileDescriptor> files = new LinkedHashSet<>();
        reachable(root).forEach(type -> files.add(type.getFile()));
        return files;
    }

    /** What a message is made of in one of these files, as a file of its own. */
    static String of(Descriptor root, FileDescriptor file) {
        var text = new StringBuilder("syntax = \"proto3\";\n\npackage %s;\n".formatted(file.getPackage()));
        files(root).stream()
                .filter(other -> file.getDependencies().contains(other))
                .forEach(other -> text.append("\nimport \"%s\";\n".formatted(other.getName())));
        reachable(root).stream()
                .filter(type -> type.getFile().equals(file))
                .map(GenericDescriptor::getName)
                .forEach(name -> text.append('\n').append(declaration(file, name)));
        return text.toString();
    }

    /** The comment above a field, as one line. */
    static String comment(FieldDescriptor field) {
        List<String> lines = declaration(
                        field.getFile(), field.getContainingType().getName())
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(" *[\\w. ]*\\b%s = %d;".formatted(field.getName(), field.getNumber()))) {
                return String.join(" ", commentAbove(lines, i))
                        .replaceAll(" *// ?", " ")
                        .strip();
            }
        }
        throw new IllegalStateException("There is no field %s where it should be.".formatted(field.getFullName()));
    }

    private static String declaration(FileDescriptor file, String name) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("(message|enum) %s \\{}?".formatted(name))) {
                int end = i;
                while (!lines.get(end).endsWith("}") || lines.get(end).startsWith(" ")) {
                    end++;
                }
                List<String> all = new ArrayList<>(commentAbove(lines, i));
                all.addAll(lines.subList(i, end + 1));
                return String.join("\n", all) + "\n";
            }
        }
        throw new IllegalStateException("There is no %s in %s.".formatted(name, file.getName()));
    }

    private static List<String> commentAbove(List<String> lines, int line) {
        int first = line;
        while (first > 0 && lines.get(first - 1).strip().startsWith("//")) {
            first--;
        }
        return lines.subList(first, line);
    }

    private static List<String> lines(FileDescriptor file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException("The contract %s is not where it is written.".formatted(file.getName()), e);
        }
    }

    /** A message and all it is made of, as far as its fields lead. */
    private static Set<GenericDescriptor> reachable(Descriptor root) {
        Set<GenericDescriptor> seen = new LinkedHashSet<>();
        collect(root, seen);
        return Collections.unmodifiableSet(seen);
    }

    private static void collect(Descriptor type, Set<GenericDescriptor> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (FieldDescriptor field : type.getFields()) {
            switch (field.getJavaType()) {
                case MESSAGE -> collect(field.getMessageType(), seen);
                case ENUM -> {
                    EnumDescriptor values = field.getEnumType();
                    seen.add(values);
                }
                default -> {} // a scalar is made of nothing
            }
        }
    }
}
