package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OraclePropertyTest {

    /** Something that somebody does in a chat. */
    private interface Move {
        Chat in(Chat chat);
    }

    /** Whatever people do: if the system did it right, the oracle has nothing to say. */
    @Property
    void aCorrectHistoryPasses(@ForAll("moves") List<Move> moves) {
        Chat chat = Chat.withABitOfEverything();
        moves.forEach(move -> move.in(chat));

        assertThat(Oracle.judge(chat.evidence()).violations()).isEmpty();
    }

    /** Whatever people do: every way of being wrong is found, and called by its name. */
    @Property
    void everyCorruptionIsFound(@ForAll("moves") List<Move> moves, @ForAll Corruption corruption) {
        Chat chat = Chat.withABitOfEverything();
        moves.forEach(move -> move.in(chat));
        Evidence evidence = chat.evidence();

        corruption.falsify(evidence);

        assertThat(Oracle.judge(evidence).violations())
                .extracting(Violation::kind)
                .contains(corruption.kind());
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<String> users = Arbitraries.of("ann", "ben", "cai");
        Arbitrary<String> conversations = Arbitraries.of(Chat.GROUP, Chat.PAIR);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(5, 60);
        Arbitrary<Move> say = Combinators.combine(users, conversations)
                .as((user, conversation) -> chat -> chat.say(user, conversation));
        Arbitrary<Move> read = Combinators.combine(users, conversations, numbers)
                .as((user, conversation, seq) -> chat -> chat.read(user, conversation, seq));
        Arbitrary<Move> recall = Combinators.combine(conversations, numbers)
                .as((conversation, seq) -> chat -> chat.recall(conversation, seq));
        Arbitrary<Move> resend = numbers.map(ack -> chat -> chat.resend(ack));
        return Arbitraries.oneOf(say, say, say, read, recall, resend).list().ofMaxSize(60);
    }
}
