package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hongyan.eventlog.Topics;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The user that docs/events/README.md shows for a team may read, and cannot touch what is ours. */
class TeamUserTest {

    @Test
    @SuppressWarnings("unchecked")
    void aTeamReadsOurTopicsAndWritesOnlyItsOwn() throws IOException {
        String page = Files.readString(Path.of("../docs/events/README.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        Map<String, Object> shown =
                Serialization.unmarshal(page.substring(begin, page.indexOf("```", begin)), Map.class);

        var user = (KafkaUser) Models.read(shown);

        var rules = ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            switch (rule.getResource()) {
                case AclRuleTopicResource topic
                when topic.getName().startsWith("hongyan") -> {
                    assertThat(topic.getPatternType().toValue()).isEqualTo("literal");
                    assertThat(topic.getName()).isIn(Topics.EVENTS, Topics.PRESENCE, Topics.PUSH_DECISIONS);
                    assertThat(rule.getOperations())
                            .containsExactlyInAnyOrder(AclOperation.DESCRIBE, AclOperation.READ);
                }
                case AclRuleTopicResource topic -> assertThat(topic.getName()).isEqualTo("crm.");
                case AclRuleGroupResource group ->
                    assertThat(group.getName()).doesNotStartWith("hongyan").isNotEmpty();
                default -> throw new AssertionError("Neither a topic nor a group: " + rule);
            }
        });
    }
}
