package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.TopicSpec;
import io.hongyan.eventlog.Topics;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Topics are those of {@link Topics}, and each component may do with them what is drawn and nothing else. */
class TopicsTest {

    private static final Rendered RENDERED = Switches.small().render();

    @Test
    void topicsAreThoseThatTheServicesKnow() {
        List<TopicSpec> rendered = RENDERED.all(KafkaTopic.class).stream()
                .map(topic -> new TopicSpec(
                        topic.getSpec().getTopicName(),
                        topic.getSpec().getPartitions(),
                        topic.getSpec().getConfig().entrySet().stream()
                                .filter(entry -> !entry.getKey().equals("min.insync.replicas"))
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().toString()))))
                .toList();

        assertThat(rendered).containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void topicsAreKeptAsOftenAsIsSaid() {
        Rendered three = Switches.ha().render();

        assertThat(three.all(KafkaTopic.class)).allSatisfy(topic -> {
            assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
            assertThat(topic.getSpec().getConfig()).containsEntry("min.insync.replicas", 2);
            assertThat(topic.getMetadata().getAnnotations()).containsEntry("helm.sh/resource-policy", "keep");
        });
    }

    @Test
    void eachComponentHasAUser() {
        assertThat(users().keySet()).containsExactlyInAnyOrderElementsOf(RenderingTest.COMPONENTS);
    }

    @Test
    void componentsReadWhatIsDrawn() {
        Map<String, Set<String>> drawn = Drawing.reads();
        drawn.keySet().retainAll(RenderingTest.COMPONENTS);

        assertThat(topics(AclOperation.READ)).isEqualTo(drawn);
    }

    @Test
    void componentsWriteWhatIsDrawnAndTheDeadLettersOfWhatTheyRead() {
        Map<String, Set<String>> drawn = Drawing.writes();
        Drawing.reads().forEach((component, topics) -> {
            if (RenderingTest.COMPONENTS.contains(component)) {
                topics.forEach(topic ->
                        drawn.computeIfAbsent(component, _ -> new TreeSet<>()).add(Topics.deadLetters(topic)));
            }
        });

        assertThat(topics(AclOperation.WRITE)).isEqualTo(drawn);
    }

    @Test
    void componentsAreInTheirGroups() {
        Map<String, Set<String>> groups = new TreeMap<>();
        users().forEach((component, rules) -> rules.stream()
                .filter(rule -> rule.getResource() instanceof AclRuleGroupResource)
                .forEach(rule -> groups.computeIfAbsent(component, _ -> new TreeSet<>())
                        .add(((AclRuleGroupResource) rule.getResource()).getName())));

        assertThat(groups).isEqualTo(Drawing.groups());
    }

    @Test
    void onlyTheSequencerMakesTopicsAndTransactionsUnderItsOwnName() {
        users().forEach((component, rules) -> {
            List<String> more = rules.stream()
                    .filter(rule -> rule.getOperations().contains(AclOperation.CREATE)
                            || rule.getResource() instanceof AclRuleTransactionalIdResource)
                    .map(TopicsTest::prefix)
                    .toList();
            assertThat(more)
                    .describedAs(component)
                    .isEqualTo(
                            component.equals("sequencer")
                                    ? List.of("topics hongyan-sequencer-*", "transactions hongyan-sequencer*")
                                    : List.of());
        });
    }

    @Test
    void nobodyMayRemoveOrChangeATopic() {
        users().values()
                .forEach(rules -> assertThat(rules)
                        .allSatisfy(rule -> assertThat(rule.getOperations())
                                .doesNotContain(AclOperation.ALL, AclOperation.DELETE, AclOperation.ALTER)));
    }

    /** The rules of each component's user. */
    private static Map<String, List<AclRule>> users() {
        Map<String, List<AclRule>> users = new TreeMap<>();
        RENDERED.all(KafkaUser.class)
                .forEach(user -> users.put(
                        Rendered.component(user),
                        ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls()));
        return users;
    }

    /** On which topics, by their whole names, each component may do something. */
    private static Map<String, Set<String>> topics(AclOperation operation) {
        Map<String, Set<String>> topics = new TreeMap<>();
        users().forEach((component, rules) -> rules.stream()
                .filter(rule -> rule.getOperations().contains(operation))
                .filter(rule -> rule.getResource() instanceof AclRuleTopicResource topic
                        && topic.getPatternType().toValue().equals("literal"))
                .forEach(rule -> topics.computeIfAbsent(component, _ -> new TreeSet<>())
                        .add(((AclRuleTopicResource) rule.getResource()).getName())));
        return topics;
    }

    private static String prefix(AclRule rule) {
        return switch (rule.getResource()) {
            case AclRuleTopicResource topic -> "topics %s*".formatted(topic.getName());
            case AclRuleTransactionalIdResource id -> "transactions %s*".formatted(id.getName());
            default -> throw new IllegalStateException("Neither topics nor transactions: " + rule);
        };
    }
}
