package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random stories of five people, two groups and two conversations of two, and random cuts into batches. */
public final class Stories {

    /** Everybody there is. */
    public static final List<String> PEOPLE = List.of("ann", "ben", "cat", "dan", "eve");

    private Stories() {}

    /** Events of all conversations in one order, as one partition might have them. */
    public static Arbitrary<List<Event>> logs() {
        return Arbitraries.integers()
                .between(1, 120)
                .flatMap(length -> Arbitraries.longs().map(seed -> log(new Random(seed), length)));
    }

    /** Cuts: each number says how many events the next batch has; after the last, what is left. */
    public static Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 40).list().ofMaxSize(30);
    }

    /** A log in batches. */
    public static List<List<Event>> cut(List<Event> log, List<Integer> cuts) {
        List<List<Event>> batches = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(from + cut, log.size());
            batches.add(log.subList(from, to));
            from = to;
        }
        batches.add(log.subList(from, log.size()));
        return batches;
    }

    private static List<Event> log(Random random, int length) {
        List<Story> stories = List.of(
                Story.ofTwo("ann", "ben"),
                Story.ofTwo("ann", "cat"),
                Story.ofGroup('a', "ann", "ben", "cat"),
                Story.ofGroup('b', "dan", "ann"));
        Map<String, Integer> told = new HashMap<>();
        List<Event> log = new ArrayList<>();
        for (int step = 0; step < length; step++) {
            Story story = stories.get(random.nextInt(stories.size()));
            goOn(story, random);
            int from = told.getOrDefault(story.id(), 0);
            log.addAll(story.events().subList(from, story.events().size()));
            told.put(story.id(), story.events().size());
        }
        return log;
    }

    private static void goOn(Story story, Random random) {
        List<String> members = story.members();
        if (members.isEmpty()) {
            return; // everybody left
        }
        String member = members.get(random.nextInt(members.size()));
        long anySeq = 1 + (story.head() == 0 ? 0 : random.nextLong(story.head()));
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3, 4 -> story.send(member);
            case 5 -> story.sendSilent(member);
            case 17, 18, 19 -> mention(story, member, random);
            case 6, 7 -> story.read(member, Math.min(anySeq, story.head()));
            case 8 -> story.delivered(member, anySeq);
            case 9 -> story.mute(member, random.nextBoolean());
            case 10 -> recall(story, member, random);
            case 11 -> story.edit(member, anySeq);
            case 12 -> story.react(member, anySeq, random.nextBoolean());
            case 13, 14, 15, 16 -> arrange(story, member, random);
            default -> changeMembers(story, member, random);
        }
    }

    /** Whoever it is: one of the members or not, oneself, the same twice, nobody whom there can be. */
    private static void mention(Story story, String member, Random random) {
        String anybody = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (random.nextInt(5)) {
            case 0 -> story.mentionEveryone(member);
            case 1 -> story.mentionEveryone(member, anybody);
            case 2 -> story.mentionSilently(member);
            case 3 -> story.mention(member, anybody, anybody, "no one");
            default -> story.mention(member, anybody, PEOPLE.get(random.nextInt(PEOPLE.size())));
        }
    }

    private static void arrange(Story story, String member, Random random) {
        boolean on = random.nextInt(3) > 0;
        switch (random.nextInt(4)) {
            case 0 -> story.pin(member, on);
            case 1 -> story.mark(member, on);
            default -> story.archive(member, on);
        }
    }

    private static void recall(Story story, String member, Random random) {
        List<Long> messages = story.recallable();
        if (!messages.isEmpty()) {
            story.recall(member, messages.get(random.nextInt(messages.size())));
        }
    }

    private static void changeMembers(Story story, String member, Random random) {
        if (story.id().startsWith("d:")) {
            story.block(member, random.nextBoolean());
            return;
        }
        String anybody = PEOPLE.get(random.nextInt(PEOPLE.size()));
        boolean isIn = story.members().contains(anybody);
        switch (random.nextInt(8)) {
            case 0 -> story.leave(member);
            case 1 -> story.rename(member, "name " + story.head());
            case 2 -> {
                if (!member.equals(story.owner())) { // who gives the role up only by making somebody else the owner
                    story.grant(member, random.nextBoolean() ? Role.ROLE_OWNER : Role.ROLE_ADMIN);
                }
            }
            case 3 -> story.rules(member, random.nextBoolean() ? Role.ROLE_ADMIN : Role.ROLE_MEMBER);
            case 5 -> story.timer(member, 1_000L * random.nextInt(3));
            case 4 -> story.silence(member, anybody, random.nextInt(3));
            default -> {
                if (!isIn) {
                    story.add(member, anybody);
                } else if (!anybody.equals(story.owner())) {
                    story.remove(member, anybody);
                }
            }
        }
    }
}
