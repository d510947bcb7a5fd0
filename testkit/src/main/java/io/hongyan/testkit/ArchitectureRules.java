package io.hongyan.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The shape of every service: features whose cores are pure, with what touches the outside in subpackages named for the
 * technology. A configuration interface ({@code …Config}) may stand beside its user in a core.
 */
public final class ArchitectureRules {

    private static final List<String> TECHNOLOGIES = List.of(
            "apns",
            "epoll",
            "fcm",
            "files",
            "grpc",
            "health",
            "http",
            "imageio",
            "jose",
            "json",
            "jwks",
            "kafka",
            "metrics",
            "netty",
            "postgres",
            "protobuf",
            "quarkus",
            "redis",
            "rest",
            "socket",
            "streams",
            "tls",
            "vertx",
            "webpush",
            "websocket");

    private final String root;

    private ArchitectureRules(String root) {
        this.root = root;
    }

    /** The rules for the service with the given root package, such as {@code io.hongyan.history}. */
    public static ArchitectureRules of(String root) {
        return new ArchitectureRules(root);
    }

    /** One test per rule, for a {@code @TestFactory}. */
    public Stream<DynamicTest> tests() {
        JavaClasses service = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        return rules().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(service)));
    }

    Map<String, ArchRule> rules() {
        return Map.of(
                "cores know only the language, generated messages and themselves",
                classes()
                        .that(areCore())
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                root + "..",
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "java.text..",
                                "java.math..",
                                "java.nio.charset..",
                                "org.jspecify.annotations..",
                                "com.google.errorprone.annotations..",
                                "io.hongyan.proto..",
                                "com.google.protobuf..",
                                "")), // primitives and arrays of them
                "cores do not see shells",
                noClasses().that(areCore()).should().dependOnClassesThat(areShell()),
                "nobody in a core asks what time it is",
                noClasses()
                        .that(areCore())
                        .should()
                        .callMethodWhere(target(nameMatching("now|system|systemUTC|systemDefaultZone"))
                                .and(target(owner(resideInAPackage("java.time..")))))
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime"),
                "features have no cycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
    }

    private DescribedPredicate<JavaClass> areCore() {
        return resideInAPackage(root + ".*..") // the root itself wires the service together
                .and(not(areShell()))
                .and(not(DescribedPredicate.describe(
                        "are configuration",
                        type -> type.getName().replaceFirst("[$].*", "").endsWith("Config"))))
                .as("are in a core");
    }

    private DescribedPredicate<JavaClass> areShell() {
        String[] packages =
                TECHNOLOGIES.stream().map(name -> root + ".*.." + name + "..").toArray(String[]::new);
        return resideInAnyPackage(packages).as("are in a shell");
    }
}
