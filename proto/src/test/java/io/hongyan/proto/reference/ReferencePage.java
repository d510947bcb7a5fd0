package io.hongyan.proto.reference;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Messages and all they are made of, as a page of Markdown: a table for each. */
final class ReferencePage {

    private final Set<GenericDescriptor> types = new LinkedHashSet<>();

    private ReferencePage(List<Descriptor> roots) {
        roots.forEach(this::collect);
    }

    static String of(List<Descriptor> roots) {
        return new ReferencePage(roots).text();
    }

    private void collect(Descriptor type) {
        if (!types.add(type)) {
            return;
        }
        for (FieldDescriptor declared : type.getFields()) {
            FieldDescriptor field = declared.isMapField() ? valueOf(declared) : declared;
            if (field.getJavaType() == JavaType.MESSAGE) {
                collect(field.getMessageType());
            } else if (field.getJavaType() == JavaType.ENUM) {
                types.add(field.getEnumType());
            }
        }
    }

    private String text() {
        Map<FileDescriptor, List<GenericDescriptor>> byFile = new LinkedHashMap<>();
        types.forEach(type ->
                byFile.computeIfAbsent(type.getFile(), _ -> new ArrayList<>()).add(type));
        var text = new StringBuilder();
        byFile.forEach((file, declared) -> {
            text.append("\n## ").append(file.getName()).append("\n");
            declared.forEach(type -> text.append(section(type)));
        });
        return text.toString();
    }

    private static String section(GenericDescriptor type) {
        var text = new StringBuilder("\n### %s\n\n%s\n".formatted(type.getName(), Comments.of(type)));
        if (type instanceof Descriptor message && !message.getFields().isEmpty()) {
            text.append("\n| field | type | number | what |\n|---|---|---|---|\n");
            message.getFields().forEach(field -> text.append(row(field)));
        } else if (type instanceof EnumDescriptor values) {
            text.append("\n| value | number | what |\n|---|---|---|\n");
            values.getValues()
                    .forEach(value -> text.append("| `%s` | %d | %s |\n"
                            .formatted(
                                    value.getName(),
                                    value.getNumber(),
                                    cell(Comments.of(values, value.getName(), value.getNumber())))));
        }
        return text.toString();
    }

    private static String row(FieldDescriptor field) {
        String oneOf = field.getRealContainingOneof() == null
                ? ""
                : " (one of `%s`)".formatted(field.getContainingOneof().getName());
        return "| `%s`%s | %s | %d | %s |\n"
                .formatted(field.getName(), oneOf, type(field), field.getNumber(), cell(Comments.of(field)));
    }

    private static FieldDescriptor valueOf(FieldDescriptor map) {
        return map.getMessageType().findFieldByName("value");
    }

    private static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            return "map of string to " + type(valueOf(field)); // no other keys so far
        }
        String name = switch (field.getJavaType()) {
            case MESSAGE -> link(field.getMessageType());
            case ENUM -> link(field.getEnumType());
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
        return (field.isRepeated() ? "repeated " : isOptional(field) ? "optional " : "") + name;
    }

    /** Whether it can be told apart from its default, which messages always can. */
    private static boolean isOptional(FieldDescriptor field) {
        return field.hasPresence() && field.getJavaType() != JavaType.MESSAGE && field.getRealContainingOneof() == null;
    }

    private static String link(GenericDescriptor type) {
        return "[%s](#%s)".formatted(type.getName(), type.getName().toLowerCase(Locale.ROOT));
    }

    /** A bar would end the cell. */
    private static String cell(String comment) {
        return comment.replace("|", "\\|");
    }
}
